-- What people and programs did: deploys, changes of the configuration.
CREATE TABLE annotations (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  text text NOT NULL,
  labels jsonb NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX annotations_starts_at ON annotations (starts_at);
