-- What is probed. Unqualified names: the schema is first on the search path while this runs.
CREATE TABLE targets (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL UNIQUE,
  url text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('web', 'api', 'backend')),
  interval_seconds integer NOT NULL CHECK (interval_seconds > 0),
  timeout_seconds integer NOT NULL CHECK (timeout_seconds > 0),
  method text NOT NULL,
  headers jsonb NOT NULL DEFAULT '{}',
  expected_status text NOT NULL,
  keyword text,
  follow_redirects boolean NOT NULL DEFAULT true,
  allow_invalid_certificate boolean NOT NULL DEFAULT false,
  tags text[] NOT NULL DEFAULT '{}',
  enabled boolean NOT NULL DEFAULT true,
  -- api: made by a person; file: from Targets:File; builtin: the system itself.
  origin text NOT NULL CHECK (origin IN ('api', 'file', 'builtin')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
