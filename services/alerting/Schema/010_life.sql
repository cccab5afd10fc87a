-- When an acknowledgement ends by itself.
CREATE TABLE acknowledgement_ends (
  alert_id bigint PRIMARY KEY REFERENCES alerts ON DELETE CASCADE,
  -- Whose acknowledgement ends; one that somebody else has taken over does not.
  acknowledged_by text NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX acknowledgement_ends_by_time ON acknowledgement_ends (until);

-- What an episode was, by a person's word.
CREATE TABLE verdicts (
  alert_id bigint PRIMARY KEY REFERENCES alerts ON DELETE CASCADE,
  verdict text NOT NULL CHECK (verdict IN ('real', 'false', 'known')),
  note text,
  judged_by text NOT NULL,
  judged_at timestamptz NOT NULL
);
