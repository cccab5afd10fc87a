-- The instances of analytics that live: each says so every few seconds, and shares the partitions with the others.
-- Worth nothing after a crash of the server, hence unlogged.
CREATE UNLOGGED TABLE instances (
  id uuid PRIMARY KEY,
  seen_at timestamptz NOT NULL
);
