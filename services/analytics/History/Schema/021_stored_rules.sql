-- Rules written over the API. One row is one rule as it is now.
CREATE TABLE stored_rules (
  id uuid PRIMARY KEY,
  version integer NOT NULL,
  draft jsonb NOT NULL,
  enabled boolean NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL,
  -- Grows with every write of any rule: instances compare the highest with what they have read.
  change bigint NOT NULL
);
CREATE SEQUENCE stored_rule_changes;

-- What each rule was, the newest last; a rule that was removed ends with a row without a draft.
CREATE TABLE stored_rule_versions (
  rule_id uuid NOT NULL,
  version integer NOT NULL,
  draft jsonb,
  enabled boolean NOT NULL,
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  PRIMARY KEY (rule_id, version)
);
