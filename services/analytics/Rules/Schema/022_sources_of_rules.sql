-- Watches and outlooks that exist for rules, and until when unless their rules are still in force then; null: somebody has made them.
ALTER TABLE watches ADD COLUMN kept_until timestamptz;
ALTER TABLE outlooks ADD COLUMN kept_until timestamptz;
