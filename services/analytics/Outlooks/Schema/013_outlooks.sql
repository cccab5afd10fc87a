-- Forecasts that are kept fresh under a name, for rules to read.
CREATE TABLE outlooks (
  name text PRIMARY KEY,
  definition jsonb NOT NULL
);

-- What runs full on every machine.
INSERT INTO outlooks (name, definition) VALUES
  ('filesystem', '{"name": "filesystem", "query": "host_filesystem_utilization_ratio", "history": "7d", "horizon": "7d", "step": "1h", "threshold": 0.95, "least": 0, "largest": 1}'),
  ('memory', '{"name": "memory", "query": "host_memory_utilization_ratio", "history": "3d", "horizon": "1d", "step": "15m", "threshold": 0.95, "least": 0, "largest": 1}');
