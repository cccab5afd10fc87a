-- Alerts that are over are remembered while a flap limit counts their beginnings.
ALTER TABLE rule_state DROP CONSTRAINT rule_state_state_check;
ALTER TABLE rule_state ADD CONSTRAINT rule_state_state_check CHECK (state IN ('pending', 'firing', 'resting'));
ALTER TABLE rule_state ADD COLUMN starts timestamptz[] NOT NULL DEFAULT '{}';
