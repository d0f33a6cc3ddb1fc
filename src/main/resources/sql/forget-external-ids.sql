-- External ids count for one WIB day (rulings 30); whoever comes first takes a thousand of those that are two days old.
delete from notification_external_id
where (day, external_id) in (
  select day, external_id from notification_external_id
  where day < cast(now() at time zone 'Asia/Jakarta' as date) - 1
  limit 1000
  for update skip locked)
