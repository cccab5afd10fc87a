-- One row is one episode of an alert. fired_event_id makes a redelivered event harmless.
CREATE TABLE alerts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fired_event_id uuid NOT NULL UNIQUE,
  resolved_event_id uuid,
  fingerprint text NOT NULL,
  name text NOT NULL,
  rule_group text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  labels jsonb NOT NULL,
  annotations jsonb NOT NULL,
  expression text NOT NULL,
  value double precision NOT NULL,
  threshold double precision,
  comparison text,
  state text NOT NULL CHECK (state IN ('firing', 'acknowledged', 'resolved')),
  active_since timestamptz NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  end_reason text,
  end_value double precision,
  acknowledged_by text,
  acknowledged_at timestamptz,
  note text,
  sample_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  end_received_at timestamptz,
  version bigint NOT NULL
);
CREATE UNIQUE INDEX alerts_open ON alerts (fingerprint) WHERE state <> 'resolved';
CREATE INDEX alerts_open_labels ON alerts USING gin (labels jsonb_path_ops) WHERE state <> 'resolved';
CREATE INDEX alerts_of_fingerprint ON alerts (fingerprint, starts_at DESC);
CREATE INDEX alerts_by_start ON alerts (starts_at DESC);
CREATE INDEX alerts_by_end ON alerts (ends_at) WHERE ends_at IS NOT NULL;

-- Grows over all episodes of a fingerprint; pages keep what has the highest.
CREATE SEQUENCE alert_versions;

-- An end that overtook its beginning on the bus waits here for it.
CREATE TABLE early_ends (
  fired_event_id uuid PRIMARY KEY,
  event_id uuid,
  at timestamptz NOT NULL,
  reason text NOT NULL,
  value double precision,
  received_at timestamptz NOT NULL
);

CREATE TABLE timeline (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  actor text
);
CREATE INDEX timeline_of_alert ON timeline (alert_id, id);

-- A row is locked by whoever runs the pipeline for it or adds to it, so two instances never decide about one group at once.
CREATE TABLE groups (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  route text NOT NULL,
  labels jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  next_flush_at timestamptz,
  last_notified_at timestamptz,
  last_firing_notified_at timestamptz
);
CREATE INDEX groups_due ON groups (next_flush_at) WHERE next_flush_at IS NOT NULL;

CREATE TABLE group_members (
  group_id bigint NOT NULL REFERENCES groups ON DELETE CASCADE,
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  held_by text,
  held_reason text,
  PRIMARY KEY (group_id, alert_id)
);
CREATE INDEX group_members_of_alert ON group_members (alert_id);

CREATE TABLE group_channels (
  group_id bigint NOT NULL REFERENCES groups ON DELETE CASCADE,
  channel text NOT NULL,
  change integer NOT NULL,
  notified_at timestamptz,
  told text[] NOT NULL,
  thread uuid,
  failure text,
  decision text,
  PRIMARY KEY (group_id, channel)
);

-- Outbox and delivery log in one. A row is written in the transaction that decides; the key says that a change is announced once.
CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  group_id bigint NOT NULL,
  channel text NOT NULL,
  change integer NOT NULL,
  reason text NOT NULL,
  reason_text text NOT NULL,
  content jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'sending', 'delivered', 'rejected', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  lease uuid,
  lease_until timestamptz,
  outcome text,
  sample_at timestamptz,
  changed_at timestamptz,
  received_at timestamptz,
  queued_at timestamptz NOT NULL,
  delivered_at timestamptz,
  UNIQUE (group_id, channel, change)
);
CREATE INDEX notifications_open ON notifications (channel, next_attempt_at) WHERE status IN ('pending', 'sending');
CREATE INDEX notifications_by_time ON notifications (queued_at);

CREATE TABLE notification_alerts (
  notification_id uuid NOT NULL REFERENCES notifications ON DELETE CASCADE,
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  PRIMARY KEY (notification_id, alert_id)
);
CREATE INDEX notification_alerts_of_alert ON notification_alerts (alert_id);

CREATE TABLE delivery_attempts (
  notification_id uuid NOT NULL REFERENCES notifications ON DELETE CASCADE,
  attempt integer NOT NULL,
  at timestamptz NOT NULL,
  duration interval NOT NULL,
  outcome text NOT NULL,
  reason text,
  PRIMARY KEY (notification_id, attempt)
);

CREATE TABLE silences (
  id uuid PRIMARY KEY,
  matchers jsonb NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_by text NOT NULL,
  comment text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX silences_by_end ON silences (ends_at);

CREATE TABLE maintenance_windows (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  matchers jsonb NOT NULL,
  starts_at timestamptz,
  ends_at timestamptz,
  weekly jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);

-- AlertChanged events that the bus has not confirmed yet.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message jsonb NOT NULL
);

-- One row: the hash of the routing tree that the groups were made with.
CREATE TABLE routing (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  hash text NOT NULL
);
