-- How the system was over a range of time. A version of a name is never changed.
CREATE TABLE baselines (
  name text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  step_seconds double precision NOT NULL,
  source text NOT NULL CHECK (source IN ('range', 'run', 'automatic')),
  run text,
  note text,
  -- [{name, query, unit, better, role, targetPercent, samples: [number or null]}], at most 20 of 1,000 samples each.
  components jsonb NOT NULL,
  PRIMARY KEY (name, version)
);
