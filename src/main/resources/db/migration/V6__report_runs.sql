-- Runs that are over when what they read has been matched, that are tried again, and days that are left alone for a while.

alter table reconciliation
  add column read_at timestamptz,
  add column tries   int not null default 0,
  add column try_at  timestamptz;
comment on column reconciliation.read_at is
  'when a part of BRIVA''s report was read, or could not be; finished_at comes when what it brought has been matched';
comment on column reconciliation.tries is 'how often it was begun: only what somebody asked for is begun again';
comment on column reconciliation.try_at is 'when it is begun again after a failure; null is at once';

alter table report_day
  add column failures  int not null default 0,
  add column retry_at  timestamptz,
  add column on_demand boolean not null default false;
comment on column report_day.failures is 'how often in a row it could not be read from its beginning';
comment on column report_day.retry_at is 'until then it is left alone, unless somebody asks for it';
comment on column report_day.on_demand is 'read only because somebody asked for it: no gap begins there';
