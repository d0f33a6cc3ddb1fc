-- Takes requests whose time has come and that no living replica works on. What a dead one left in "sending" is pending;
-- what it had not sent for a caller who waited for it stays unsent, since nobody could tell that caller otherwise.
with due as (
  select id, status in ('received', 'not-sent') and not unattended and not may_have_left(id) as left_unsent from request
  where next_at <= now()
    -- what rests loses no delay by that
    and product <> all (string_to_array(:#${bean:breakers?method=resting}, ','))
    and (claimed_by is null or replica_is_gone(claimed_by) or claimed_at < now() - interval '15 minutes')
  order by next_at limit 32
  for update skip locked
), unsent as (
  update request r set status = 'not-sent', next_at = null, claimed_by = null, updated_at = now(),
    reason = case r.status when 'received' then 'interrupted' else r.reason end,
    message = case r.status when 'received' then 'stopped before it was sent' else r.message end
  from due where r.id = due.id and due.left_unsent
)
update request r set
  claimed_by = cast(:#${bean:claims?method=replica} as uuid), claimed_at = now(),
  doubtful = r.doubtful or r.status = 'sending',
  status = case r.status when 'sending' then 'pending' else r.status end
from due where r.id = due.id and not due.left_unsent
returning r.id, r.product, r.operation, r.parameters, r.body, r.attachment_sha256, r.status, r.doubtful,
  (select l.batch_id from line l where l.request_id = r.id and l.outcome is null limit 1) as batch_id,
  (select l.line from line l where l.request_id = r.id and l.outcome is null limit 1) as line
