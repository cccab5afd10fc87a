-- When rules were evaluated last, in one row: of what lies between that and the next evaluation nobody knows whether conditions held.
CREATE TABLE rules_evaluated (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  at timestamptz NOT NULL
);
