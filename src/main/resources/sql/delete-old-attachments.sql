-- Forgets attachments that no request and no unsettled line refers to.
delete from attachment where sha256 in (
  select sha256 from attachment a
  where created_at < now() - cast(:#${bean:retention?method=days} as int) * interval '1 day'
    and not exists (select from request where attachment_sha256 = a.sha256)
    and not exists (select from line where attachment_sha256 = a.sha256 and outcome is null)
  limit 100
  for update skip locked)
