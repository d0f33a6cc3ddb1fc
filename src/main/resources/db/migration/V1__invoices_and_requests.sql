-- Times are the database's own: several replicas share it, and their clocks need not agree.

-- A running bridge. Whoever has not renewed its row is gone, and what it had claimed is free.
create table replica (
  id         uuid primary key,
  started_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create function replica_is_gone(replica_id uuid) returns boolean
  language sql stable
  return not exists (select from replica r where r.id = replica_id and r.expires_at > now());

-- The next free moment of a product's pace; all replicas draw their sending times from here.
create table pace (
  product text primary key,
  next_at timestamptz not null
);

-- A file that a replica is working on. The id becomes the id of the file's batch, and stays when another replica takes over.
create table file_claim (
  folder     text not null,
  name       text not null,
  id         uuid not null default gen_random_uuid(),
  claimed_by uuid,
  claimed_at timestamptz not null default now(),
  failures   int not null default 0,
  primary key (folder, name)
);

create table batch (
  id              uuid primary key,
  file            text not null,
  sha256          text not null,
  dry_run         boolean not null default false,
  state           text not null check (state in ('staging', 'sending', 'completed', 'rejected')),
  caller          text,
  lines           int not null default 0,
  created         int not null default 0,
  refused         int not null default 0,
  invalid         int not null default 0,
  duplicate       int not null default 0,
  valid           int not null default 0,
  amount_total    numeric not null default 0,
  amount_created  numeric not null default 0,
  error           text,
  received_at     timestamptz not null default now(),
  staged_at       timestamptz,
  completed_at    timestamptz,
  acknowledged_at timestamptz,
  acknowledged    int
);
comment on column batch.acknowledged is 'how many lines had an outcome when the acknowledgement was written last';

-- The same content is taken once, whatever its name (a file that was rejected may come again, and a dry run takes nothing).
create unique index batch_content on batch (sha256) where state <> 'rejected' and not dry_run;
create index batch_sending on batch (received_at) where state in ('staging', 'sending');
create index batch_newest on batch (received_at desc, id);

create table attachment (
  sha256     text primary key,
  name       text not null,
  content    bytea not null,
  created_at timestamptz not null default now()
);
alter table attachment alter column content set storage external;

-- One row per request to the bank, committed before the first byte leaves.
create table request (
  id                uuid primary key,
  product           text not null,
  operation         text not null,
  natural_key       text,
  reference         text,
  body              text,
  attachment_sha256 text references attachment,
  status            text not null
    check (status in ('received', 'sending', 'succeeded', 'refused', 'pending', 'not-sent', 'needs-attention', 'invalid')),
  reason            text,
  response_code     text,
  message           text,
  bank_reference    text,
  bank_status_code  text,
  bank_status_desc  text,
  caller            text,
  attempts          int not null default 0,
  round             int not null default 0,
  doubtful          boolean not null default false,
  next_at           timestamptz,
  claimed_by        uuid,
  claimed_at        timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now()
);
comment on column request.round is 'how many of the recovery delays are used up';
comment on column request.doubtful is 'an earlier attempt, or an earlier request for the same thing, may have reached the bank: "already there" is then no refusal (rulings 17, 18)';
comment on column request.next_at is 'when somebody has to look at it again; null once its outcome is final';
create index request_due on request (next_at) where next_at is not null;
create index request_newest on request (created_at desc, id);
create index request_key on request (product, operation, natural_key);

create table attempt (
  request_id    uuid not null references request on delete cascade,
  number        int not null,
  operation     text not null,
  -- what BRI knows the call by; never the same twice (rulings 12)
  bank_id       text not null unique default replace(gen_random_uuid()::text, '-', ''),
  sent_at       timestamptz not null default clock_timestamp(),
  duration_ms   int,
  outcome       text,
  reason        text,
  http_status   int,
  response_code text,
  request       text,
  response      text,
  primary key (request_id, number)
);

-- Whether an attempt of the request's own may have reached the bank. Doubt can also be inherited from an earlier request.
create function may_have_left(id uuid) returns boolean
  language sql stable
  return exists (
    select from attempt a join request r on r.id = a.request_id
    where r.id = $1 and r.doubtful and a.operation = r.operation and a.outcome is distinct from 'not-sent');

create table line (
  batch_id          uuid not null references batch on delete cascade,
  line              int not null,
  anchor_code       text,
  partner_code      text,
  invoice_number    text,
  amount            numeric,
  body              text,
  attachment_sha256 text,
  request_id        uuid,
  outcome           text check (outcome in ('created', 'refused', 'invalid', 'duplicate', 'valid')),
  reference_number  text,
  response_code     text,
  message           text,
  warning           text,
  primary key (batch_id, line)
);
create index line_unsent on line (batch_id, line) where outcome is null and request_id is null;
create index line_unsettled on line (request_id) where outcome is null and request_id is not null;

-- Who has taken an invoice number of an anchor and a partner. A refused invoice gives its number back.
create table invoice (
  anchor_code      text not null,
  partner_code     text not null,
  invoice_number   text not null,
  batch_id         uuid,
  line             int,
  reference_number text,
  amount           numeric not null,
  status_code      text,
  status_desc      text,
  created_at       timestamptz,
  primary key (anchor_code, partner_code, invoice_number)
);
create unique index invoice_reference on invoice (reference_number) where reference_number is not null;
create index invoice_line on invoice (batch_id, line);

create table invoice_status (
  reference_number text not null,
  seen_at          timestamptz not null default now(),
  status_code      text,
  status_desc      text,
  primary key (reference_number, seen_at)
);

create table dead_letter (
  id          uuid primary key default gen_random_uuid(),
  route       text not null,
  step        text,
  exception   text,
  message     text,
  body        text,
  headers     jsonb,
  attempts    int not null default 0,
  request_id  uuid,
  created_at  timestamptz not null default now(),
  state       text not null default 'open' check (state in ('open', 'replayed')),
  replayed_at timestamptz,
  replayed_by text
);
create index dead_letter_newest on dead_letter (created_at desc, id);
