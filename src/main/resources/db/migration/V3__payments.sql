-- What was paid, what we expected, and where the two differ. Days are WIB days; times are stored with their offset.

-- A virtual account that we know of: what payments are matched with.
create table virtual_account (
  briva_no    text not null,
  cust_code   text not null,
  name        text,
  amount      numeric,
  description text,
  expires_at  timestamptz,
  bank_status text check (bank_status in ('Y', 'N')),
  state       text not null default 'active' check (state in ('active', 'deleted')),
  origin      text not null check (origin in ('bridge', 'import')),
  as_of          timestamptz,
  bank_status_at timestamptz,
  expected_since timestamptz,
  deleted_at     timestamptz,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  check_at    timestamptz default now() + interval '1 day',
  primary key (briva_no, cust_code)
);
comment on column virtual_account.bank_status is 'statusBayar as it was set or asked last; null when it never was';
comment on column virtual_account.as_of is 'when what we know of it was sent to the bank or imported: what was sent earlier changes nothing';
comment on column virtual_account.bank_status_at is 'when bank_status was set or asked';
comment on column virtual_account.expected_since is 'since when this amount is expected, where it was changed; payments before that were for another one';
comment on column virtual_account.check_at is 'when the bank is asked for its payment status next; null when that cannot change any more';
create index virtual_account_check on virtual_account (check_at) where check_at is not null and state = 'active';
create index virtual_account_touched on virtual_account (updated_at);
create index virtual_account_paid on virtual_account (briva_no, bank_status_at) where bank_status = 'Y';

-- One payment as BRI's report has it. The report gives no identity of its own (rulings 25).
create table payment (
  id           bigint generated always as identity primary key,
  briva_no     text not null,
  cust_code    text not null,
  payment_date timestamptz not null,
  teller_id    text not null default '',
  trx_id       text,
  amount       numeric not null,
  name         text,
  description  text,
  account_no   text,
  channel      text,
  reported_at  timestamptz not null default now(),
  changed_at   timestamptz
);
create unique index payment_identity on payment (briva_no, cust_code, payment_date, teller_id, coalesce(trx_id, ''));
create index payment_newest on payment (payment_date desc, id);
create index payment_reported on payment (reported_at);
create index payment_changed on payment (changed_at) where changed_at is not null;

-- Rows of a report on their way into "payment"; gone with the run that read them.
create unlogged table report_row (
  run_id       uuid not null,
  briva_no     text,
  cust_code    text,
  payment_date timestamptz,
  teller_id    text,
  trx_id       text,
  amount       numeric,
  name         text,
  description  text,
  account_no   text,
  channel      text
);
create index report_row_run on report_row (run_id);

-- What BRI pushed, once per payment (rulings 31). Committed before it is acknowledged.
create table notification (
  id                 bigint generated always as identity primary key,
  briva_no           text not null,
  payment_request_id text not null,
  cust_code          text not null,
  amount             numeric not null,
  trx_date_time      timestamptz not null,
  terminal_id        text,
  bank_id            text,
  body_sha256        text not null,
  answer             text not null,
  received_at        timestamptz not null default now(),
  payment_id         bigint references payment on delete set null,
  unique (briva_no, payment_request_id)
);
comment on column notification.payment_id is 'the row of the report that tells of the same payment';
create unique index notification_payment on notification (payment_id) where payment_id is not null;
create index notification_unmatched on notification (briva_no, cust_code) where payment_id is null;
create index notification_unreported on notification (briva_no, trx_date_time) where payment_id is null;
create index notification_newest on notification (trx_date_time desc, id);
create index notification_received on notification (received_at);

-- X-EXTERNAL-ID of what BRI pushed: unique per WIB day, a repeat only with the same body (rulings 30).
create table notification_external_id (
  day         date not null,
  external_id text not null,
  body_sha256 text not null,
  primary key (day, external_id)
);

create table difference (
  id          uuid primary key default gen_random_uuid(),
  kind        text not null check (kind in (
    'unknown-account', 'amount-mismatch', 'not-notified', 'not-reported', 'duplicate-payment', 'status-mismatch',
    'invoice-drift', 'invoice-missing', 'overdue')),
  product     text not null,
  key         text not null,
  subject     text not null,
  ours        text,
  theirs      text,
  first_seen  timestamptz not null default now(),
  last_seen   timestamptz not null default now(),
  state       text not null default 'open' check (state in ('open', 'closed', 'resolved')),
  resolution  text,
  resolved_by text,
  ended_at    timestamptz
);
comment on column difference.subject is 'the virtual account (brivaNo/custCode) or the invoice (BRI''s reference) that is looked at again';
create unique index difference_open on difference (kind, key) where state = 'open';
create index difference_resolved on difference (kind, key) where state = 'resolved';
create index difference_subject on difference (subject) where state = 'open';
create index difference_stalest on difference (last_seen) where state = 'open';
create index difference_newest on difference (first_seen desc, id);

-- How far differences have been looked for, and for which days there is a summary.
create table difference_search (
  name        text primary key,
  started_at  timestamptz not null,
  finished_at timestamptz not null
);
create table summary (
  day        date primary key,
  content    text not null,
  written_at timestamptz not null default now(),
  looked_at  timestamptz not null default now()
);

-- Every run of a reconciliation, asked for by its schedule or by a person.
create table reconciliation (
  id           uuid primary key default gen_random_uuid(),
  product      text not null,
  subject      text,
  window_from  timestamptz not null,
  window_to    timestamptz not null,
  whole_day    boolean not null default false,
  requested_by text,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  fetched      bigint not null default 0,
  new          bigint not null default 0,
  changed      bigint not null default 0,
  differences  bigint not null default 0,
  error        text
);
comment on column reconciliation.subject is 'the BRIVA number; null where a product has no parts';
create index reconciliation_open on reconciliation (product, subject) where finished_at is null;
create index reconciliation_good on reconciliation (product, finished_at) where error is null;
create index reconciliation_newest on reconciliation (created_at desc, id);

-- How far the report of a number has been read.
create table report_day (
  briva_no   text not null,
  day        date not null,
  read_until timestamptz,
  read_whole timestamptz,
  primary key (briva_no, day)
);
comment on column report_day.read_until is 'how much of the day its windows have covered';
comment on column report_day.read_whole is 'when it was last read as a whole; final once that is after the day';

-- What runs on a schedule: the database decides which replica runs it, on its own clock (leases with a fencing token).
create table job (
  name         text primary key,
  next_at      timestamptz not null default now(),
  leased_by    uuid,
  leased_until timestamptz,
  fence        bigint not null default 0,
  started_at   timestamptz,
  finished_at  timestamptz,
  good_at      timestamptz,
  error        text
);

-- Following the life of an invoice at BRI.
alter table invoice
  add column checked_at timestamptz,
  add column check_at   timestamptz not null default now(),
  add column terminal   boolean not null default false,
  add column missing    boolean not null default false,
  add column bank       jsonb;
comment on column invoice.bank is 'what BRI said of it last';
create index invoice_check on invoice (check_at) where reference_number is not null and not terminal;
create index invoice_checked on invoice (checked_at) where checked_at is not null;
create index invoice_anchor on invoice (anchor_code, reference_number) where bank is not null;
create index invoice_partner on invoice (partner_code, reference_number) where bank is not null;

-- Requests whose effect on virtual accounts has not been noted yet.
alter table request add column noted boolean not null default false;
create index request_unnoted on request (updated_at) where product = 'briva' and status = 'succeeded' and not noted;

-- How money, times and texts of the two sides are shown, so that the same values make the same words.
create function money_text(amount numeric) returns text
  language sql immutable
  return case when scale(trim_scale(amount)) < 2 then round(amount, 2) else trim_scale(amount) end::text;

create function wib_text(moment timestamptz) returns text
  language sql stable
  return to_char(moment at time zone 'Asia/Jakarta', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"');

create function payments_text(payments bigint, amount numeric, latest timestamptz) returns text
  language sql stable
  return case when payments = 1 then money_text(amount) || ' at ' || wib_text(latest)
    else payments || ' payments, ' || money_text(amount) || ' in all, the last at ' || wib_text(latest) end;

-- The first moment of a WIB day.
create function wib_midnight(day date) returns timestamptz
  language sql stable
  return day::timestamp at time zone 'Asia/Jakarta';

create function wib_day(moment timestamptz) returns date
  language sql stable
  return (moment at time zone 'Asia/Jakarta')::date;

-- A JSON object with its names in lower case (rulings 19); null for what is none.
create function plain_object(document text) returns jsonb
  language plpgsql immutable as $$
begin
  return (select jsonb_object_agg(lower(key), value) from jsonb_each(document::jsonb));
exception when others then
  return null;
end $$;

-- BRI's amounts are text (rulings 23); what is no number is shown as it is.
create function amount_text(amount text) returns text
  language sql immutable
  return case when amount ~ '^-?[0-9]{1,40}([.][0-9]{1,20})?$' then money_text(amount::numeric) else amount end;

-- "BRIAPI 01" is the company of the code BRIAPI01.
create function plain_name(name text) returns text
  language sql immutable
  return upper(regexp_replace(name, '[^[:alnum:]]', '', 'g'));
