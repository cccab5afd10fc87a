-- How many messages about the group the channel has lost in a row, and when the last: what it lost is told again ever more seldom.
ALTER TABLE group_channels ADD COLUMN losses integer NOT NULL DEFAULT 0, ADD COLUMN lost_at timestamptz;
