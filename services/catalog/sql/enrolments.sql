-- name: GetEnrolment
SELECT e.enrolment_id, e.run_id, e.user_id, e.state, e.create_time, r.title AS run_title, r.partner_id
FROM enrolments e JOIN runs r USING (run_id) WHERE e.enrolment_id = $1;

-- name: GetEnrolmentOfUser
SELECT e.enrolment_id, e.run_id, e.user_id, e.state, e.create_time, r.title AS run_title, r.partner_id
FROM enrolments e JOIN runs r USING (run_id) WHERE e.run_id = $1 AND e.user_id = $2;

-- name: GetMembership
SELECT enrolment_id, state, change_time FROM enrolments WHERE run_id = $1 AND user_id = $2;

-- name: FirstWaiting
SELECT e.enrolment_id, e.run_id, e.user_id, e.state, e.create_time, r.title AS run_title, r.partner_id
FROM enrolments e JOIN runs r USING (run_id) WHERE e.run_id = $1 AND e.state = 3 ORDER BY e.place LIMIT 1;

-- name: ListEnrolmentsOfUser
-- $2: the last enrolment of the page before.
SELECT e.enrolment_id, e.run_id, e.user_id, e.state, e.create_time, r.title AS run_title, r.partner_id
FROM enrolments e JOIN runs r USING (run_id)
WHERE e.user_id = $1 AND e.enrolment_id < $2 ORDER BY e.enrolment_id DESC LIMIT $3;

-- name: ListEnrolmentsOfRun
-- $2: NULL for every state. $3: the place of the last of the page before.
SELECT e.enrolment_id, e.run_id, e.user_id, e.state, e.create_time, r.title AS run_title, r.partner_id, e.place
FROM enrolments e JOIN runs r USING (run_id)
WHERE e.run_id = $1 AND ($2::smallint IS NULL OR e.state = $2::smallint) AND e.place > $3::bigint ORDER BY e.place LIMIT $4::int;

-- name: InsertEnrolment
INSERT INTO enrolments (enrolment_id, run_id, user_id, state, create_time, change_time) VALUES ($1, $2, $3, $4, $5, $5);

-- name: SetEnrolmentState
-- An enrolment's times only grow, however long a call waited for the run and however the clock was set: by them its followers tell what came later.
UPDATE enrolments SET state = $2, change_time = GREATEST($3::timestamptz, change_time + interval '1 microsecond') WHERE enrolment_id = $1
RETURNING change_time;

-- name: WithdrawEverybody
-- Ended enrolments stay as they are.
UPDATE enrolments e SET state = 7, change_time = GREATEST($2::timestamptz, e.change_time + interval '1 microsecond') FROM runs r
WHERE r.run_id = $1 AND e.run_id = r.run_id AND e.state NOT IN (6, 7)
RETURNING e.enrolment_id, e.run_id, e.user_id, e.state, e.create_time, r.title AS run_title, r.partner_id, e.change_time;

-- name: ApplyAnew
UPDATE enrolments SET state = $2, change_time = GREATEST($3::timestamptz, change_time + interval '1 microsecond'),
  place = nextval('enrolment_places')
WHERE enrolment_id = $1
RETURNING change_time;
