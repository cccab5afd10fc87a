-- A report from the request to the file. One row each; the state says what is left to do.
--   queued   nobody works on it; not before due_at
--   running  the holder of the lease works on it; a lease that has run out may be taken over
--   ready    its files are stored; announcing and mailing may still be due
--   failed   given up, for the reason
CREATE TABLE reports (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    period_from timestamptz NOT NULL,
    period_to timestamptz NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    mail_to text[] NOT NULL,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'ready', 'failed')),
    -- Why it failed, or why the last attempt did not succeed.
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT now(),
    lease uuid,
    leased_until timestamptz,
    finished_at timestamptz,
    verdict text,
    headline text,
    -- When ReportReady was published.
    announced_at timestamptz,
    mail_state text NOT NULL CHECK (mail_state IN ('none', 'pending', 'sent', 'failed')),
    mail_reason text,
    mailed_at timestamptz,
    delivery_attempts integer NOT NULL DEFAULT 0
);

CREATE INDEX reports_newest ON reports (requested_at DESC, id DESC);

-- What a worker looks for; small, because finished reports are not in it.
CREATE INDEX reports_due ON reports (due_at)
    WHERE state IN ('queued', 'running') OR (state = 'ready' AND (announced_at IS NULL OR mail_state = 'pending'));

CREATE TABLE report_files (
    report_id uuid NOT NULL REFERENCES reports ON DELETE CASCADE,
    format text NOT NULL,
    content_type text NOT NULL,
    file_name text NOT NULL,
    pages integer,
    size bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (report_id, format)
);

-- PDF is compressed already.
ALTER TABLE report_files ALTER COLUMN content SET STORAGE EXTERNAL;
