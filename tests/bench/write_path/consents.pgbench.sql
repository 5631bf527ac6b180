\set person random(1, 3000)
\set request random(1, 9000000000000)
BEGIN;
INSERT INTO peer.requests (user_id, request_id, answer) VALUES (('0193a000-0000-7005-8000-' || lpad(to_hex(:person::int), 12, '0'))::uuid,
  ('0193a000-0000-7006-8000-' || lpad(to_hex(:request::bigint), 12, '0'))::uuid, '{"kind":"KIND_VIDEO_PUBLICATION","state":"STATE_GIVEN"}');
INSERT INTO peer.outbox (event) VALUES ('{"type":"ConsentGiven","userId":"0193a000-0000-7005-8000-000000000001"}');
COMMIT;
