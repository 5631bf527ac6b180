-- name: InsertAppointment
INSERT INTO appointments (appointment_id, partner_id, email, locale, next_send_time) VALUES ($1, $2, $3, $4, $5);

-- name: ClaimAppointments
-- Takes those that are due for the length of a lease ($2), so that a courier that dies leaves them to the next.
UPDATE appointments SET send_attempts = send_attempts + 1, next_send_time = $2
WHERE appointment_id IN (
  SELECT appointment_id FROM appointments WHERE send_state = 1 AND next_send_time <= $1
  ORDER BY next_send_time LIMIT 10 FOR UPDATE SKIP LOCKED)
RETURNING appointment_id, partner_id, email, locale, send_attempts;

-- name: EndAppointment
UPDATE appointments SET send_state = $2, email = '' WHERE appointment_id = $1 AND send_state = 1;

-- name: PutAppointmentOff
UPDATE appointments SET next_send_time = $2 WHERE appointment_id = $1 AND send_state = 1;
