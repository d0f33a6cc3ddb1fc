-- Forgets requests, with their attempts, that ended long ago and that nothing refers to; a few at a time, so that nobody waits.
delete from request where id in (
  select id from request r
  where created_at < now() - cast(:#${bean:retention?method=days} as int) * interval '1 day'
    and updated_at < now() - cast(:#${bean:retention?method=days} as int) * interval '1 day'
    and (status in ('succeeded', 'refused', 'invalid') or status = 'not-sent' and next_at is null)
    and claimed_by is null
    -- its virtual account is not noted yet
    and (noted or product <> 'briva' or status <> 'succeeded')
    and not exists (select from line where request_id = r.id and outcome is null)
    and not exists (select from dead_letter where request_id = r.id and state = 'open')
  order by created_at limit 1000
  for update skip locked)
