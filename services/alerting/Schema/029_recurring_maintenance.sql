-- Work also comes back each day or each month; what is stored of a weekly one is read as it is.
ALTER TABLE maintenance_windows RENAME COLUMN weekly TO recurrence;
