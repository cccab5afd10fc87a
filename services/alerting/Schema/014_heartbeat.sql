-- One row: the newest heartbeat that came in, and the newest that went on to the channels.
CREATE TABLE heartbeat (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  sent_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  passed_at timestamptz,
  number integer NOT NULL DEFAULT 0
);
