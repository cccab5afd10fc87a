-- Series catalogue: what an id stands for. The id is the xxHash64 of the canonical labels, as a signed bigint.
CREATE TABLE series (
  id bigint PRIMARY KEY,
  labels jsonb NOT NULL,
  -- Milliseconds since the Unix epoch; last_seen_ms is kept to the hour.
  first_seen_ms bigint NOT NULL,
  last_seen_ms bigint NOT NULL,
  -- The transaction that wrote the row: an instance that has read everything older than a snapshot's xmin
  -- reads the rest with changed_by >= xmin, and misses nothing whatever order transactions commit in.
  changed_by xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX series_changed_by ON series (changed_by);

-- Compressed samples; docs/formats/history.md. A chunk never spans an hour, so a range query bounds both ends of its index.
CREATE TABLE chunks (
  series_id bigint NOT NULL,
  start_ms bigint NOT NULL,
  end_ms bigint NOT NULL,
  sample_count integer NOT NULL,
  -- 0 as committed, 1 merged within a minute, 2 merged within an hour, -1 damaged and set aside.
  level smallint NOT NULL,
  data bytea NOT NULL
) PARTITION BY RANGE (start_ms);
-- The bytes are compressed already.
ALTER TABLE chunks ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX chunks_series_end ON chunks (series_id, end_ms);
-- What the compactor has still to merge, and nothing else.
CREATE INDEX chunks_unmerged ON chunks (level, start_ms) WHERE level IN (0, 1);

-- Where the rules stand: one row per alert that is pending or firing.
CREATE TABLE rule_state (
  rule_key text NOT NULL,
  fingerprint bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'firing')),
  labels jsonb NOT NULL,
  annotations jsonb NOT NULL,
  value double precision NOT NULL,
  active_at timestamptz NOT NULL,
  fired_at timestamptz,
  keep_firing_since timestamptz,
  PRIMARY KEY (rule_key, fingerprint)
);

-- Events on their way to the bus, written in the transaction that changed rule_state.
CREATE TABLE alert_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('fired', 'resolved')),
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
