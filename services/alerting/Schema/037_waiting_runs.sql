-- Runs that wait for a person's yes, counted for each action whenever one is asked for.
CREATE INDEX action_runs_waiting ON action_runs (action) WHERE state = 'proposed';
