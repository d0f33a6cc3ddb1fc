-- What a bridge of the schema V3 may leave behind when it is replaced: something in every table, and work in every state.
-- The replica 00..dead is gone. Everything of the batch "open.csv" still has to reach the bank, which knows nothing of it.

insert into replica (id, started_at, expires_at)
values ('00000000-0000-4000-8000-00000000dead', now() - interval '1 hour', now() - interval '1 minute');
insert into pace (product, next_at) values ('cbm', now() - interval '1 minute');
insert into file_claim (folder, name, claimed_by) values ('inbox', 'left.csv', '00000000-0000-4000-8000-00000000dead');

insert into attachment (sha256, name, content) values (repeat('a', 64), 'invoice.pdf', '\x255044462d');

insert into batch (id, file, sha256, state, lines, created, amount_total, amount_created, received_at, staged_at, completed_at, acknowledged_at, acknowledged)
values ('00000000-0000-4000-8000-00000000b001', 'done.csv', repeat('b', 64), 'completed', 1, 1, 1000.50, 1000.50,
  now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour', 1);
insert into batch (id, file, sha256, state, lines, amount_total, received_at, staged_at)
values ('00000000-0000-4000-8000-00000000b002', 'open.csv', repeat('c', 64), 'sending', 3, 3000, now() - interval '3 minutes', now() - interval '3 minutes');

create function pg_temp.body(number text) returns text language sql return
  '{"AnchorCode":"BRIAPI01","PartnerCode":"BRIAPI02","InvoiceType":"AR","InvoiceNumber":"' || number
  || '","Currency":"IDR","Amount":1000.00,"Description":"Invoice pembelian barang","PaymentMethod":"DF","InvoiceDate":"2026-11-20",'
  || '"DisbursementDate":"2026-11-23","SettlementDate":"2027-01-20"}';
create function pg_temp.key(number text) returns text language sql return concat_ws(chr(31), 'BRIAPI01', 'BRIAPI02', number);

insert into request (id, product, operation, natural_key, reference, body, attachment_sha256, status, response_code, message, bank_reference, attempts,
  answer_status, answer_type, answer, created_at, updated_at)
values ('00000000-0000-4000-8000-00000000c001', 'cbm', 'create-invoice', pg_temp.key('DONE-1'), 'DONE-1', pg_temp.body('DONE-1'), repeat('a', 64),
  'succeeded', '00', 'Create Invoices successful.', 'DF4453326000000901', 1, 200, 'application/json', '{"responseCode":"00"}',
  now() - interval '2 hours', now() - interval '2 hours');
-- a replica died over it
insert into request (id, product, operation, natural_key, reference, body, status, attempts, next_at, claimed_by, claimed_at)
values ('00000000-0000-4000-8000-00000000c002', 'cbm', 'create-invoice', pg_temp.key('OPEN-1'), 'OPEN-1', pg_temp.body('OPEN-1'),
  'sending', 1, now() - interval '1 minute', '00000000-0000-4000-8000-00000000dead', now() - interval '2 minutes');
-- the bank did not answer
insert into request (id, product, operation, natural_key, reference, body, status, reason, message, attempts, doubtful, next_at)
values ('00000000-0000-4000-8000-00000000c003', 'cbm', 'create-invoice', pg_temp.key('OPEN-2'), 'OPEN-2', pg_temp.body('OPEN-2'),
  'pending', 'no-answer', 'no answer in time', 1, true, now() - interval '1 second');
insert into request (id, product, operation, reference, body, status, reason, response_code, message, caller, attempts, unattended, key_held,
  idempotency_key, body_sha256, answer_status, answer_type, answer)
values ('00000000-0000-4000-8000-00000000c004', 'cbm', 'cancel-invoice', 'DF4453326000000901', '{"ReferenceNumber":"DF4453326000000901"}',
  'refused', 'outside-hours', '04', 'Proceed time is not allowed.', 'erp', 1, false, 'caller/erp/former', 'former', repeat('d', 64),
  400, 'application/json', '{"responseCode":"04"}');
insert into request (id, product, operation, natural_key, reference, body, status, reason, message, attempts, round, doubtful)
values ('00000000-0000-4000-8000-00000000c005', 'cbm', 'create-invoice', pg_temp.key('LOST-1'), 'LOST-1', pg_temp.body('LOST-1'),
  'needs-attention', 'no-answer', 'given up after 7 attempts', 7, 6, true);

insert into attempt (request_id, number, operation, sent_at, duration_ms, outcome, reason, http_status, response_code, request, response)
values ('00000000-0000-4000-8000-00000000c001', 1, 'create-invoice', now() - interval '2 hours', 94, 'succeeded', null, 200, '00', 'POST ...', '{}'),
  ('00000000-0000-4000-8000-00000000c002', 1, 'create-invoice', now() - interval '2 minutes', null, null, null, null, null, 'POST ...', null),
  ('00000000-0000-4000-8000-00000000c003', 1, 'create-invoice', now() - interval '2 minutes', 65000, 'pending', 'no-answer', null, null, 'POST ...', null);

insert into line (batch_id, line, anchor_code, partner_code, invoice_number, amount, body, request_id, outcome, reference_number, response_code, message)
values ('00000000-0000-4000-8000-00000000b001', 1, 'BRIAPI01', 'BRIAPI02', 'DONE-1', 1000.50, pg_temp.body('DONE-1'),
  '00000000-0000-4000-8000-00000000c001', 'created', 'DF4453326000000901', '00', 'Create Invoices successful.');
insert into line (batch_id, line, anchor_code, partner_code, invoice_number, amount, body, request_id)
values ('00000000-0000-4000-8000-00000000b002', 1, 'BRIAPI01', 'BRIAPI02', 'OPEN-1', 1000, pg_temp.body('OPEN-1'), '00000000-0000-4000-8000-00000000c002'),
  ('00000000-0000-4000-8000-00000000b002', 2, 'BRIAPI01', 'BRIAPI02', 'OPEN-2', 1000, pg_temp.body('OPEN-2'), '00000000-0000-4000-8000-00000000c003'),
  ('00000000-0000-4000-8000-00000000b002', 3, 'BRIAPI01', 'BRIAPI02', 'OPEN-3', 1000, pg_temp.body('OPEN-3'), null);

insert into invoice (anchor_code, partner_code, invoice_number, batch_id, line, reference_number, amount, status_code, status_desc, created_at, checked_at,
  check_at, bank)
values ('BRIAPI01', 'BRIAPI02', 'DONE-1', '00000000-0000-4000-8000-00000000b001', 1, 'DF4453326000000901', 1000.50, '10', 'Disbursement On Progress',
  now() - interval '2 hours', now() - interval '1 hour', now() + interval '1 day', '{"StatusCode": "10", "ReferenceNumber": "DF4453326000000901"}');
insert into invoice (anchor_code, partner_code, invoice_number, batch_id, line, amount)
values ('BRIAPI01', 'BRIAPI02', 'OPEN-1', '00000000-0000-4000-8000-00000000b002', 1, 1000),
  ('BRIAPI01', 'BRIAPI02', 'OPEN-2', '00000000-0000-4000-8000-00000000b002', 2, 1000),
  ('BRIAPI01', 'BRIAPI02', 'OPEN-3', '00000000-0000-4000-8000-00000000b002', 3, 1000);
insert into invoice_status (reference_number, status_code, status_desc) values ('DF4453326000000901', '10', 'Disbursement On Progress');

insert into dead_letter (id, route, step, message, attempts, request_id)
values ('00000000-0000-4000-8000-00000000d001', 'settle-request', 'inquire-outcome', 'given up after 7 attempts', 7, '00000000-0000-4000-8000-00000000c005');

insert into virtual_account (briva_no, cust_code, name, amount, bank_status, origin, as_of)
values ('77777', '900000001', 'Former customer', 150000, 'Y', 'import', now() - interval '2 days');
insert into payment (briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, channel)
values ('77777', '900000001', now() - interval '2 hours', '9900', 'TRX9900', 150000, 'Former customer', 'IBNK');
insert into notification (briva_no, payment_request_id, cust_code, amount, trx_date_time, body_sha256, answer, payment_id)
select '77777', '20279017', '900000001', 150000, payment_date, repeat('e', 64), '{}', id from payment;
insert into notification_external_id (day, external_id, body_sha256) values (wib_day(now()), '799342120000', repeat('e', 64));
insert into difference (id, kind, product, key, subject, ours, theirs, state, resolution, resolved_by, ended_at)
values ('00000000-0000-4000-8000-00000000e001', 'unknown-account', 'briva', '77777/900000002', '77777/900000002', null, '150000.00', 'resolved',
  'known by telephone', 'viewer', now());
insert into difference_search (name, started_at, finished_at) values ('all', now() - interval '1 minute', now() - interval '1 minute');
insert into summary (day, content) values (wib_day(now()) - 1, '[]');
insert into reconciliation (id, product, subject, window_from, window_to, whole_day, started_at, finished_at, fetched, new)
values ('00000000-0000-4000-8000-00000000f001', 'briva', '77777', wib_midnight(wib_day(now()) - 1), wib_midnight(wib_day(now())), true, now(), now(), 1, 1);
insert into report_day (briva_no, day, read_whole) values ('77777', wib_day(now()) - 1, now());
insert into report_row (run_id, briva_no, cust_code) values ('00000000-0000-4000-8000-00000000f002', '77777', '900000003');
insert into job (name, leased_by, leased_until, fence, started_at)
values ('match-payments', '00000000-0000-4000-8000-00000000dead', now() + interval '5 minutes', 41, now() - interval '1 minute');
