-- Which database this epoch began in. Where that is another one, a backup was restored: positions given since mean nothing. NULL: not yet known.
ALTER TABLE outbox_epoch ADD COLUMN database text;
