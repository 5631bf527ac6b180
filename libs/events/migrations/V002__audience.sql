-- audience: whom outside of the house an event concerns as well, such as a partner; NULL: nobody.
ALTER TABLE outbox ADD COLUMN audience text;
CREATE INDEX outbox_of_audience ON outbox (audience, position) WHERE audience IS NOT NULL;
