-- Notifications that go out in one message carry its id; waits says that one was put off for that on purpose.
ALTER TABLE notifications ADD COLUMN digest uuid;
ALTER TABLE notifications ADD COLUMN waits boolean NOT NULL DEFAULT false;
CREATE INDEX notifications_delivered ON notifications (channel, delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX notifications_of_digest ON notifications (digest) WHERE digest IS NOT NULL;
