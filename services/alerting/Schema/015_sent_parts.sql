-- Recipients of a notification that are settled while others are not; a digest has no row among the notifications.
CREATE TABLE sent_parts (
  notification_id uuid NOT NULL,
  recipient text NOT NULL,
  -- Why the recipient was refused; null where the message was taken.
  refused text,
  at timestamptz NOT NULL,
  PRIMARY KEY (notification_id, recipient)
);
CREATE INDEX sent_parts_by_time ON sent_parts (at);
