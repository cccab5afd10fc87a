-- An objective can be defined anew. What was counted by the definition before must not be stored among the slots of the new one,
-- so slots are stored only for the definition they were counted by.
ALTER TABLE objectives ADD COLUMN defined_at timestamptz;
UPDATE objectives SET defined_at = created_at;
ALTER TABLE objectives ALTER COLUMN defined_at SET NOT NULL;
