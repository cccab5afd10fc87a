-- Work also comes back each day or each month; what is stored of a weekly one is read as it is.
ALTER TABLE maintenance_windows RENAME COLUMN weekly TO recurrence;

-- When a channel heard of the end of alerts that its route's cooldown still counts, by fingerprint.
ALTER TABLE group_channels ADD COLUMN ended jsonb NOT NULL DEFAULT '{}';
