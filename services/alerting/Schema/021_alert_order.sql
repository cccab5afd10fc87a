-- The list of alerts in its own order: what is open by how bad it is, what is over by its beginning.
CREATE INDEX alerts_open_order ON alerts ((CASE severity WHEN 'critical' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END), starts_at DESC, id DESC) WHERE state <> 'resolved';
DROP INDEX alerts_by_start;
CREATE INDEX alerts_by_start ON alerts (starts_at DESC, id DESC);
