-- The worst level among a notification's alerts, to measure by.
ALTER TABLE notifications ADD COLUMN level text;
UPDATE notifications n SET level = (
  SELECT a.severity FROM notification_alerts na JOIN alerts a ON a.id = na.alert_id
  WHERE na.notification_id = n.id ORDER BY array_position(ARRAY['critical', 'warning', 'info'], a.severity) LIMIT 1);
CREATE INDEX notifications_by_delivery ON notifications (delivered_at) WHERE delivered_at IS NOT NULL;
