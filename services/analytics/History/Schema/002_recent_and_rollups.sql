-- Chunks on their way to their block of six hours. They come and go all day; kept apart, their space is used again and the
-- daily partitions hold settled blocks alone, written once.
CREATE TABLE recent (
  series_id bigint NOT NULL,
  start_ms bigint NOT NULL,
  end_ms bigint NOT NULL,
  sample_count integer NOT NULL,
  -- 0 as committed, 1 merged within a minute, 2 merged within an hour, -1 damaged and set aside.
  level smallint NOT NULL,
  data bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.2);
ALTER TABLE recent ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX recent_series_end ON recent (series_id, end_ms);
-- What the compactor has still to merge.
CREATE INDEX recent_unsettled ON recent (level, start_ms) WHERE level >= 0;

INSERT INTO recent SELECT * FROM chunks WHERE level IN (0, 1);
DELETE FROM chunks WHERE level IN (0, 1);
DROP INDEX chunks_unmerged;

-- One row per series and block; start_ms is the start of the block. docs/formats/history.md
CREATE TABLE rollups_1m (
  series_id bigint NOT NULL,
  start_ms bigint NOT NULL,
  -- 0: counts and extremes are exact; 1: also sums and last values; 2: also the growth of counters.
  exactness smallint NOT NULL,
  data bytea NOT NULL
) PARTITION BY RANGE (start_ms);
ALTER TABLE rollups_1m ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX rollups_1m_series ON rollups_1m (series_id, start_ms);

CREATE TABLE rollups_1h (
  series_id bigint NOT NULL,
  start_ms bigint NOT NULL,
  exactness smallint NOT NULL,
  data bytea NOT NULL
) PARTITION BY RANGE (start_ms);
ALTER TABLE rollups_1h ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX rollups_1h_series ON rollups_1h (series_id, start_ms);
