-- One row: when reported alerts were last looked at for what has run out; until then reports could be taken.
CREATE TABLE report_looks (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  at timestamptz NOT NULL
);
