-- What is scraped. The definition is the job as it was written, defaults filled in, credentials among its headers.
CREATE TABLE scrape_jobs (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  definition jsonb NOT NULL,
  -- api: made by a person; file: from Scrapes:File.
  origin text NOT NULL CHECK (origin IN ('api', 'file')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
