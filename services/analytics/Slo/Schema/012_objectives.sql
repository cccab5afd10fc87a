-- Promises, and the events they are judged by, counted once per slot of time.
CREATE TABLE objectives (
  name text PRIMARY KEY,
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  -- Slots before this moment are counted, milliseconds since the Unix epoch.
  counted_until_ms bigint NOT NULL
);

CREATE TABLE objective_slots (
  objective text NOT NULL REFERENCES objectives ON DELETE CASCADE,
  start_ms bigint NOT NULL,
  good double precision NOT NULL,
  total double precision NOT NULL,
  PRIMARY KEY (objective, start_ms)
);
