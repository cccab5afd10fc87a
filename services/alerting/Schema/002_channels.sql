-- Fingerprints a channel knows to be in somebody's hands.
ALTER TABLE group_channels ADD COLUMN acknowledged text[] NOT NULL DEFAULT '{}';

-- Where a channel has put the message that began a conversation, for channels that change it later or answer below it.
CREATE TABLE threads (
  channel text NOT NULL,
  thread uuid NOT NULL,
  reference text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (channel, thread)
);
CREATE INDEX threads_by_time ON threads (created_at);
