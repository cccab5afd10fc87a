-- The promise PerfMonitor is held to itself: all of its services can work for more than 90 % of a week. Counted from now on; whoever
-- removes or changes it keeps it so, because a script runs once. docs/algorithms/slo.md explains the expressions.
INSERT INTO objectives (name, definition, created_at, created_by, defined_at, counted_until_ms)
SELECT
  'perfmonitor-uptime',
  jsonb_build_object(
    'name', 'perfmonitor-uptime',
    'description', 'Seconds in which all six services of PerfMonitor could work, by their own checks. A service that sends nothing counts as down.',
    'target', 0.9,
    'windowDays', 7,
    'slotSeconds', 60,
    'good', '60 * clamp_max(min(max by (job) (sum_over_time(perfmonitor_ready[$window]))) / 11, 1) and on () count(max by (job) (count_over_time(perfmonitor_ready[$window]))) >= 6',
    'total', '60 * (count(count_over_time(perfmonitor_ready[1d:$window])) > bool 0)'),
  now(), 'perfmonitor', now(), floor(extract(epoch FROM now()) / 60)::bigint * 60000
WHERE (SELECT count(*) FROM objectives) < 50
ON CONFLICT (name) DO NOTHING;
