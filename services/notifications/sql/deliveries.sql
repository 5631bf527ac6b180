-- name: InsertDelivery
INSERT INTO deliveries (delivery_id, cause_id, channel, kind, state, message_id, user_id, email, locale, sealed_url, create_time, expire_time, next_time, role)
VALUES ($1::uuid, $2::uuid, 1, $3::smallint, 1, $4, $5::uuid, $6, $7, $8::bytea, $9::timestamptz, $10::timestamptz, $9::timestamptz, $11::smallint)
ON CONFLICT ON CONSTRAINT deliveries_once DO NOTHING;

-- name: ClaimDelivery
UPDATE deliveries SET state = 2, attempt = attempt + 1, next_time = $2::timestamptz, lease_id = $3::uuid
WHERE delivery_id = (
  SELECT delivery_id FROM deliveries WHERE state IN (1, 2) AND next_time <= $1::timestamptz
  ORDER BY kind, next_time LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING delivery_id, cause_id, kind, message_id, user_id, email, locale, sealed_url, role, create_time, expire_time, attempt, lease_id;

-- name: GetDeliveryBacklog
SELECT count(*) AS waiting, min(create_time) AS oldest_time FROM deliveries WHERE state IN (1, 2);

-- name: SetDeliverySent
UPDATE deliveries SET state = 3, end_time = $2::timestamptz, email = NULL, sealed_url = NULL, lease_id = NULL, last_error = ''
WHERE delivery_id = $1::uuid AND state <> 3;

-- name: EndDelivery
UPDATE deliveries SET state = $3::smallint, end_time = $4::timestamptz, last_error = $5, email = NULL, sealed_url = NULL, lease_id = NULL
WHERE delivery_id = $1::uuid AND state = 2 AND lease_id = $2::uuid;

-- name: PostponeDelivery
UPDATE deliveries SET state = 1, next_time = $3::timestamptz, last_error = $4, lease_id = NULL
WHERE delivery_id = $1::uuid AND state = 2 AND lease_id = $2::uuid;
