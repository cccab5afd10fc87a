-- The promise PerfMonitor is held to itself: all of its services can work for more than 90 % of a week. Counted from now on; whoever
-- removes or changes it keeps it so, because a script runs once. docs/algorithms/slo.md explains the expressions.
INSERT INTO objectives (name, definition, created_at, created_by, defined_at, counted_until_ms)
SELECT
  'perfmonitor-uptime',
  jsonb_build_object(
    'name', 'perfmonitor-uptime',
    'description', 'Looks, four a minute, at which all six services of PerfMonitor could work, by their own checks. A service that sends nothing counts as down.',
    'target', 0.9,
    'windowDays', 7,
    'slotSeconds', 60,
    'good', 'sum_over_time((count(max by (job) (last_over_time(perfmonitor_ready[15s])) == 1) >= bool 6)[$window:15s]) or vector(0)',
    'total', 'count_over_time(vector(1)[$window:15s]) and on () count(count_over_time(perfmonitor_ready[1d:$window])) > 0'),
  now(), 'perfmonitor', now(), floor(extract(epoch FROM now()) / 60)::bigint * 60000
WHERE (SELECT count(*) FROM objectives) < 50
ON CONFLICT (name) DO NOTHING;
