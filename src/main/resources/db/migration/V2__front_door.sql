-- What the front door needs to know of a request besides what a drop file's line does.
alter table request
  add column parameters      jsonb,
  add column body_sha256     text,
  add column key_held        text,
  add column idempotency_key text,
  add column unattended      boolean not null default true,
  add column answer_status   int,
  add column answer_type     text,
  add column answer          bytea;
comment on column request.parameters is 'values of the path and query parameters by name; null for none';
comment on column request.body_sha256 is 'of what the caller wants, in one canonical form: tells a repetition from another request under the same key';
comment on column request.key_held is 'the key that no other request may be made under, by scope: its natural key, or its caller''s Idempotency-Key';
comment on column request.unattended is 'whether the bridge may send it on its own; a caller who was told "not sent" must not find it sent later';
comment on column request.answer is 'the bank''s own answer, for the caller who asks again; people read the masked one of the attempt';
create unique index request_key_held on request (key_held) where key_held is not null;
create index request_reference on request (reference, created_at desc) where reference is not null;
create index request_operation on request (product, operation, created_at desc);
create index request_bank_reference on request (bank_reference) where bank_reference is not null;
create index request_caller on request (caller, created_at desc) where caller is not null;
create index request_reason on request (reason, created_at desc) where reason is not null;
-- What was left unsent for its caller to decide waits for nobody, and stays for as long as what is over.
create index request_waiting on request (status, created_at desc)
  where status not in ('succeeded', 'refused', 'invalid') and (status <> 'not-sent' or next_at is not null);
create index request_unsent on request (created_at desc, id) where status = 'not-sent' and next_at is null;
create index attachment_created on attachment (created_at);

-- X-EXTERNAL-ID of SNAP is drawn from here (rulings 11): never the same twice, whatever replica asks.
-- The time before it keeps a number that comes round, or that a restored backup has forgotten, from being an id again.
create sequence external_id maxvalue 999999999999 cycle;

create index request_attachment on request (attachment_sha256) where attachment_sha256 is not null;
create index line_attachment on line (attachment_sha256) where outcome is null and attachment_sha256 is not null;
create index dead_letter_request on dead_letter (request_id) where request_id is not null;

-- An invoice that a request of the API has made, and not the line of a file.
alter table invoice add column request_id uuid;
create index invoice_request on invoice (request_id) where request_id is not null and created_at is null;
