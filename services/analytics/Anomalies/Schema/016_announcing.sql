-- Announced is also what follows news that was not probable enough by itself.
DROP INDEX anomalies_to_announce;
CREATE INDEX anomalies_to_announce ON anomalies (at_ms) WHERE NOT announced;
