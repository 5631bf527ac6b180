-- The role that an invitation offers (parley.api.v1.Role); NULL for other mails.
ALTER TABLE deliveries ADD COLUMN role smallint;
