-- Hours that the first version had merged lie among the settled blocks. They settle like everything else, and so get their roll-ups too.
INSERT INTO recent SELECT * FROM chunks WHERE level IN (0, 1, 2);
DELETE FROM chunks WHERE level IN (0, 1, 2);
