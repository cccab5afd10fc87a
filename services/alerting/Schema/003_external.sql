-- Alerts that a Prometheus or another program reports over Alertmanager's API: each is over at ends_at unless it is reported again.
CREATE TABLE external_alerts (
  fingerprint text PRIMARY KEY,
  fired_event_id uuid NOT NULL,
  name text NOT NULL,
  labels jsonb NOT NULL,
  ends_at timestamptz NOT NULL,
  fired boolean NOT NULL DEFAULT false
);
CREATE INDEX external_alerts_by_end ON external_alerts (ends_at);
