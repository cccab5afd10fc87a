-- A mail that some have and others are put off: whom it is still to be sent to (null: everybody), and who of the rest was refused for good.
ALTER TABLE reports ADD COLUMN mail_open text[], ADD COLUMN mail_refused text;
