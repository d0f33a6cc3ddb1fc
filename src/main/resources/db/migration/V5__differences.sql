-- What has to be looked at for differences: whatever there is news of. The news is written by triggers, in the transaction of what it
-- tells of: none is lost, none is seen too early, and no version of the bridge can forget it. Nothing is unique here, so that
-- nobody who writes waits for anybody.
create table difference_news (
  id        bigint generated always as identity primary key,
  briva_no  text,
  cust_code text,
  day       date,
  reference text
);
comment on table difference_news is 'about a virtual account, or a day of a number whose report has become final, or an invoice';
comment on column difference_news.reference is 'BRI''s reference of an invoice';

-- Accounts of which time alone makes news: each once. Only who looks writes here, and locks it to be alone.
create table difference_recheck (
  briva_no  text not null,
  cust_code text not null,
  check_at  timestamptz not null,
  primary key (briva_no, cust_code)
);
create index difference_recheck_next on difference_recheck (check_at);

create function news_of_added_accounts() returns trigger
  language plpgsql as $$
begin
  insert into difference_news (briva_no, cust_code) select distinct briva_no, cust_code from added;
  return null;
end $$;

create function news_of_changed_payments() returns trigger
  language plpgsql as $$
begin
  insert into difference_news (briva_no, cust_code)
    select distinct now_is.briva_no, now_is.cust_code from was join now_is using (id)
    where (was.amount, was.payment_date) is distinct from (now_is.amount, now_is.payment_date);
  return null;
end $$;

create function news_of_account() returns trigger
  language plpgsql as $$
begin
  insert into difference_news (briva_no, cust_code) values (coalesce(new.briva_no, old.briva_no), coalesce(new.cust_code, old.cust_code));
  return null;
end $$;

create function news_of_day() returns trigger
  language plpgsql as $$
begin
  insert into difference_news (briva_no, day) values (new.briva_no, new.day);
  return null;
end $$;

create function news_of_invoice() returns trigger
  language plpgsql as $$
begin
  insert into difference_news (reference) values (new.reference_number);
  return null;
end $$;

create trigger payment_added after insert on payment referencing new table as added
  for each statement execute function news_of_added_accounts();
create trigger payment_changed after update on payment referencing old table as was new table as now_is
  for each statement execute function news_of_changed_payments();
create trigger payment_removed after delete on payment
  for each row execute function news_of_account();

create trigger report_day_added after insert on report_day
  for each row when (report_final(new.day, new.read_whole)) execute function news_of_day();
create trigger report_day_final after update of read_whole on report_day
  for each row when (report_final(new.day, new.read_whole) and report_final(old.day, old.read_whole) is not true)
  execute function news_of_day();

create trigger notification_added after insert on notification referencing new table as added
  for each statement execute function news_of_added_accounts();
create trigger notification_changed after update of cust_code, amount, trx_date_time on notification
  for each row when ((old.cust_code, old.amount, old.trx_date_time) is distinct from (new.cust_code, new.amount, new.trx_date_time))
  execute function news_of_account();
create trigger notification_removed after delete on notification
  for each row execute function news_of_account();

create trigger account_added after insert on virtual_account referencing new table as added
  for each statement execute function news_of_added_accounts();
create trigger account_changed after update of amount, state, deleted_at, expected_since, bank_status, bank_status_at on virtual_account
  for each row when (
    (old.amount, old.state, old.deleted_at, old.expected_since, old.bank_status, old.bank_status_at)
    is distinct from (new.amount, new.state, new.deleted_at, new.expected_since, new.bank_status, new.bank_status_at))
  execute function news_of_account();
create trigger account_removed after delete on virtual_account
  for each row execute function news_of_account();

create trigger invoice_asked after update of amount, status_desc, bank, checked_at, missing, terminal on invoice
  for each row when (new.checked_at is not null and new.reference_number is not null
    and (old.amount, old.status_desc, old.bank, old.checked_at, old.missing, old.terminal)
    is distinct from (new.amount, new.status_desc, new.bank, new.checked_at, new.missing, new.terminal))
  execute function news_of_invoice();

-- What was paid on each WIB day, so that nobody has to count a day to know it.
create table payment_day (
  briva_no text not null,
  day      date not null,
  payments bigint not null,
  amount   numeric not null,
  primary key (briva_no, day)
);

create function count_added_payments() returns trigger
  language plpgsql as $$
begin
  insert into payment_day as d (briva_no, day, payments, amount)
    select briva_no, wib_day(payment_date), count(*), sum(amount) from added group by 1, 2 order by 1, 2
  on conflict (briva_no, day) do update set payments = d.payments + excluded.payments, amount = d.amount + excluded.amount;
  return null;
end $$;

create function count_changed_payments() returns trigger
  language plpgsql as $$
begin
  insert into payment_day as d (briva_no, day, payments, amount)
    select briva_no, day, sum(payments), sum(amount) from (
      select briva_no, wib_day(payment_date) as day, 1 as payments, amount from now_is
      union all select briva_no, wib_day(payment_date), -1, -amount from was) counted
    group by 1, 2 having sum(payments) <> 0 or sum(amount) <> 0 order by 1, 2
  on conflict (briva_no, day) do update set payments = d.payments + excluded.payments, amount = d.amount + excluded.amount;
  return null;
end $$;

create function count_removed_payments() returns trigger
  language plpgsql as $$
begin
  insert into payment_day as d (briva_no, day, payments, amount)
    select briva_no, wib_day(payment_date), -count(*), -sum(amount) from was group by 1, 2 order by 1, 2
  on conflict (briva_no, day) do update set payments = d.payments + excluded.payments, amount = d.amount + excluded.amount;
  return null;
end $$;

create trigger payment_added_to_day after insert on payment referencing new table as added
  for each statement execute function count_added_payments();
create trigger payment_changed_on_day after update on payment referencing old table as was new table as now_is
  for each statement execute function count_changed_payments();
create trigger payment_removed_from_day after delete on payment referencing old table as was
  for each statement execute function count_removed_payments();

insert into payment_day (briva_no, day, payments, amount)
  select briva_no, wib_day(payment_date), count(*), sum(amount) from payment group by 1, 2;

-- What the version before may not have looked at, or would have looked at again: what has come since a week before its last look, and
-- accounts that are paid at the bank and of which no payment was known.
insert into difference_news (briva_no, cust_code)
  with horizon as (
    select coalesce((select started_at from difference_search where name = 'all'), '-infinity') - interval '7 days' as since)
  select briva_no, cust_code from payment, horizon where reported_at >= since
  union select briva_no, cust_code from notification, horizon where received_at >= since
  union select briva_no, cust_code from virtual_account, horizon where updated_at >= since
  union select briva_no, cust_code from virtual_account where bank_status = 'Y' and check_at is not null and state = 'active';
insert into difference_news (reference)
  with horizon as (
    select coalesce((select started_at from difference_search where name = 'all'), '-infinity') - interval '7 days' as since)
  select reference_number from invoice, horizon where checked_at >= since and reference_number is not null;
