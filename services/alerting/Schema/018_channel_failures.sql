-- What went wrong with a channel last. failing_since is null once it has taken something again.
CREATE TABLE channel_failures (
  channel text PRIMARY KEY,
  failing_since timestamptz,
  last_at timestamptz NOT NULL,
  last_error text NOT NULL
);
