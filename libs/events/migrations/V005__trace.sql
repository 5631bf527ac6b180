-- The traceparent of what published the event, where that is recorded: its effects elsewhere belong to the same trace.
ALTER TABLE outbox ADD COLUMN traceparent text;
