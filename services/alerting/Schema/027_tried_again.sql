-- Until when a channel wants to be left alone, as it has asked itself.
ALTER TABLE channel_failures ADD COLUMN paused_until timestamptz;

-- How often the end of an alert was told before and did not arrive; such an alert is in its group again until it is told.
ALTER TABLE group_members ADD COLUMN retold integer NOT NULL DEFAULT 0;
