-- Every run of an action, asked for or taken; nothing is ever removed but with its alert.
CREATE TABLE action_runs (
  id uuid PRIMARY KEY,
  idempotency_key text NOT NULL UNIQUE,
  action text NOT NULL,
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'running', 'succeeded', 'failed', 'refused')),
  dry_run boolean NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  lease_until timestamptz,
  -- The value of the post-condition before the action, kept so that a second attempt compares with the same.
  value_before double precision,
  outcome text
);
CREATE INDEX action_runs_open ON action_runs (requested_at) WHERE state IN ('approved', 'running');
CREATE INDEX action_runs_by_action ON action_runs (action, started_at);

-- Who did what, when.
CREATE TABLE action_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid REFERENCES action_runs ON DELETE CASCADE,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  text text NOT NULL
);

-- The kill switch: a row means that nothing runs.
CREATE TABLE action_stop (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  stopped_by text NOT NULL,
  stopped_at timestamptz NOT NULL,
  reason text NOT NULL
);
