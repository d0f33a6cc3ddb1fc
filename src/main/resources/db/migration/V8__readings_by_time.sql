-- Days of which the report by time is still to be read.
alter table report_day add column by_time_due boolean not null default false;
comment on column report_day.by_time_due is
  'read as a whole, which has no transaction ids, and not yet by time, which has them';

-- What a run of the statuses has brought is counted by its time.
create index invoice_status_seen on invoice_status (seen_at);
