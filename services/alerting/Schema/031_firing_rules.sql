-- The episodes of rules that fire an alert: rules whose alerts have the same labels share one, which lasts as long as any of them. An alert
-- without rows is fired by the event that began it alone. ended_at is null for those that fire it still, or fired it to its end.
CREATE TABLE firing_rules (
  fired_event_id uuid PRIMARY KEY,
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  rule_key text,
  rule_group text NOT NULL,
  expression text NOT NULL,
  starts_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX firing_rules_of_alert ON firing_rules (alert_id);
CREATE INDEX firing_rules_by_end ON firing_rules (ended_at) WHERE ended_at IS NOT NULL;
