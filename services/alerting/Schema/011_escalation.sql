-- Escalation policies, schedules and people, each as it was given.
CREATE TABLE escalation_settings (
  kind text NOT NULL CHECK (kind IN ('policy', 'schedule', 'person')),
  name text NOT NULL,
  body jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL,
  PRIMARY KEY (kind, name)
);

CREATE TABLE schedule_overrides (
  id uuid PRIMARY KEY,
  schedule text NOT NULL,
  person text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX schedule_overrides_by_end ON schedule_overrides (ends_at);

-- How far the escalation of an episode has come. The row is locked by whoever takes the next step; the step's messages go into
-- notifications in the same transaction.
CREATE TABLE escalations (
  alert_id bigint PRIMARY KEY REFERENCES alerts ON DELETE CASCADE,
  policy text,
  state text NOT NULL CHECK (state IN ('none', 'waiting', 'paused', 'done', 'closed')),
  position integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  told text[] NOT NULL DEFAULT '{}',
  held text
);
CREATE INDEX escalations_open ON escalations (next_at) WHERE state IN ('waiting', 'paused', 'done');
