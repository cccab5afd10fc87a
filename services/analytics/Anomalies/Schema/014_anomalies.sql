-- Queries whose series the detectors watch, and up to when they are judged; milliseconds since the Unix epoch.
CREATE TABLE watches (
  name text PRIMARY KEY,
  definition jsonb NOT NULL,
  judged_until_ms bigint NOT NULL
);

-- What they found. The verdict, with its votes, as it was made.
CREATE TABLE anomalies (
  watch text NOT NULL REFERENCES watches ON DELETE CASCADE,
  series bigint NOT NULL,
  at_ms bigint NOT NULL,
  labels jsonb NOT NULL,
  level smallint NOT NULL,
  is_news boolean NOT NULL,
  verdict jsonb NOT NULL,
  announced boolean NOT NULL DEFAULT false,
  PRIMARY KEY (watch, series, at_ms)
);
CREATE INDEX anomalies_at ON anomalies (at_ms);
CREATE INDEX anomalies_to_announce ON anomalies (at_ms) WHERE is_news AND NOT announced;

-- What every installation has.
INSERT INTO watches (name, definition, judged_until_ms)
SELECT name, definition::jsonb, (extract(epoch FROM now()) * 1000)::bigint FROM (VALUES
  ('cpu', '{"name": "cpu", "query": "avg_over_time(host_cpu_utilization_ratio[1m])", "step": "1m"}'),
  ('memory', '{"name": "memory", "query": "host_memory_utilization_ratio", "step": "1m"}'),
  ('response-time', '{"name": "response-time", "query": "avg_over_time(probe_duration_seconds[1m])", "step": "1m"}')
) AS shipped (name, definition);
