-- What the outlooks said last: the readings of each series, as they were made.
CREATE TABLE outlook_readings (
  outlook text PRIMARY KEY REFERENCES outlooks ON DELETE CASCADE,
  made_at timestamptz NOT NULL,
  readings jsonb NOT NULL
);

-- How many machines the load asks for, if it spreads evenly over those that report.
INSERT INTO outlooks (name, definition) VALUES
  ('cpu', '{"name": "cpu", "query": "avg(avg_over_time(host_cpu_utilization_ratio[15m]))", "history": "7d", "horizon": "1d", "step": "15m", "threshold": 0.8, "least": 0, "largest": 1, "instances": "count(host_cpu_utilization_ratio)"}')
ON CONFLICT (name) DO NOTHING;
