-- Why none of the messages of the step taken last arrived.
ALTER TABLE escalations ADD COLUMN lost text;
