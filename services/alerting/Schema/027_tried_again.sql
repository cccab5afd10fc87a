-- Until when a channel wants to be left alone, as it has asked itself.
ALTER TABLE channel_failures ADD COLUMN paused_until timestamptz;

-- How often the end of an alert was told before and did not arrive; such an alert is in its group again until it is told.
ALTER TABLE group_members ADD COLUMN retold integer NOT NULL DEFAULT 0;

-- What a run acts on, by the labels it takes from its alert; null in runs of before, which count for every target.
ALTER TABLE action_runs ADD COLUMN target text, ADD COLUMN deferred_until timestamptz;
ALTER TABLE action_runs DROP CONSTRAINT action_runs_state_check,
  ADD CONSTRAINT action_runs_state_check CHECK (state IN ('proposed', 'deferred', 'approved', 'running', 'succeeded', 'failed', 'refused'));
CREATE INDEX action_runs_deferred ON action_runs (deferred_until) WHERE state = 'deferred';

-- Alerts that fire, page by page.
CREATE INDEX alerts_firing ON alerts (id) WHERE state = 'firing';
