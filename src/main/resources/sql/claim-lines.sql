-- Takes unsent lines of all open batches in turns, so that a small file never waits behind a large one, and writes a request for each.
with open as (
  -- batches that only wait for outcomes, perhaps for a person's, must not fill the places
  select id from batch
  where state = 'sending' and 'cbm' <> all (string_to_array(:#${bean:breakers?method=resting}, ','))
    and exists (select from line where batch_id = batch.id and outcome is null and request_id is null)
  order by received_at limit 50
), free as (
  select l.batch_id, l.line, row_number() over (partition by l.batch_id order by l.line) as turn
  from open cross join lateral (
    select batch_id, line from line
    where batch_id = open.id and outcome is null and request_id is null
    order by line limit :#${bean:claims?method=atOnce}
    for update skip locked) l
), claimed as (
  update line l set request_id = gen_random_uuid()
  from (select batch_id, line from free order by turn limit :#${bean:claims?method=atOnce}) f
  where l.batch_id = f.batch_id and l.line = f.line
  returning l.batch_id, l.line, l.request_id, l.anchor_code, l.partner_code, l.invoice_number, l.body, l.attachment_sha256
), made as (
  insert into request
    (id, product, operation, natural_key, reference, body, attachment_sha256, doubtful, status, next_at, claimed_by, claimed_at)
  select request_id, 'cbm', 'create-invoice', concat_ws(chr(31), anchor_code, partner_code, invoice_number), invoice_number, body,
    attachment_sha256,
    -- an earlier request for the same invoice may have reached the bank: "already there" is then no refusal (rulings 18)
    exists (
      select from request e
      where e.product = 'cbm' and e.operation = 'create-invoice' and e.doubtful
        and e.natural_key = concat_ws(chr(31), claimed.anchor_code, claimed.partner_code, claimed.invoice_number)),
    'received', now(), cast(:#${bean:claims?method=replica} as uuid), now()
  from claimed
  returning id, product, operation, parameters, body, attachment_sha256, status, doubtful
)
select made.*, claimed.batch_id, claimed.line from made join claimed on claimed.request_id = made.id
