CREATE TABLE runs (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    url text NOT NULL,
    virtual_users integer NOT NULL,
    duration_seconds double precision NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'finished', 'stopped', 'interrupted')),
    started_by text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    progress jsonb,
    -- Renewed every half second while the run goes; a run whose sign of life is old was interrupted.
    alive_at timestamptz NOT NULL
);

CREATE INDEX runs_by_start ON runs (started_at DESC);
