-- The event that tells people of a run which waits for a yes, given when it is asked for; and who said what of it.
ALTER TABLE action_runs ADD COLUMN waiting_event_id uuid, ADD COLUMN decided text;
UPDATE action_runs SET waiting_event_id = gen_random_uuid() WHERE state = 'proposed';
