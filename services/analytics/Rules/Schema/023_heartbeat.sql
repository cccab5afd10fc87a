-- Heartbeats leave by the same door as alerts.
ALTER TABLE alert_outbox DROP CONSTRAINT alert_outbox_kind_check;
ALTER TABLE alert_outbox ADD CONSTRAINT alert_outbox_kind_check CHECK (kind IN ('fired', 'resolved', 'heartbeat'));
