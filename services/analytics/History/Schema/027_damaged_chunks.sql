-- With it, whether a time has anything in recent is one look at two indexes; hardly ever a row is in this one.
CREATE INDEX recent_damaged ON recent (start_ms) WHERE level < 0;
