-- The baseline that the overview compares with, once somebody has chosen one; at most one row.
CREATE TABLE baseline_reference (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  name text NOT NULL,
  version integer NOT NULL,
  chosen_by text NOT NULL,
  chosen_at timestamptz NOT NULL
);
