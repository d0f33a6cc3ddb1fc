-- Takes requests whose time has come and that no living replica works on. What a dead one left in "sending" is pending.
update request set
  claimed_by = cast(:#${bean:claims?method=replica} as uuid), claimed_at = now(),
  doubtful = doubtful or status = 'sending',
  status = case status when 'sending' then 'pending' else status end
where id in (
  select id from request
  where next_at <= now()
    and (claimed_by is null or replica_is_gone(claimed_by) or claimed_at < now() - interval '15 minutes')
  order by next_at limit 32
  for update skip locked)
returning id, product, operation, body, attachment_sha256, status, doubtful
