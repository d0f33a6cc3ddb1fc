-- A report of a WIB day is final once the whole of it was read after the last payments of the day had time to reach it.
-- Null where it was never read as a whole, which counts as "no" in a condition.
create function report_final(day date, read_whole timestamptz) returns boolean
  language sql stable
  return read_whole >= wib_midnight(day + 1) + interval '15 minutes';
