-- name: GetGroupPerson
SELECT group_id, run_id, user_id, seat, is_in, change_time FROM group_people
WHERE group_id = $1::uuid AND user_id = $2::uuid AND seat = $3::smallint;

-- name: StoreGroupPerson
INSERT INTO group_people (group_id, user_id, seat, run_id, is_in, change_time)
VALUES ($1::uuid, $2::uuid, $3::smallint, $4::uuid, $5::boolean, $6::timestamptz)
ON CONFLICT (group_id, user_id, seat) DO UPDATE SET is_in = excluded.is_in, change_time = excluded.change_time;

-- name: ListPeopleOfGroup
SELECT DISTINCT user_id FROM group_people WHERE group_id = $1::uuid AND is_in ORDER BY user_id;

-- name: GetMeeting
SELECT meeting_id, group_id, run_id, start_time, end_time, state, sequence FROM meetings WHERE meeting_id = $1::uuid;

-- name: StoreMeeting
INSERT INTO meetings (meeting_id, group_id, run_id, start_time, end_time, state, sequence)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz, $6::smallint, $7::int)
ON CONFLICT (meeting_id) DO UPDATE SET start_time = excluded.start_time, end_time = excluded.end_time, state = excluded.state,
  sequence = excluded.sequence;

-- name: ListMeetingsOfGroup
SELECT meeting_id, group_id, run_id, start_time, end_time, state, sequence FROM meetings WHERE group_id = $1::uuid ORDER BY start_time;

-- name: GetLastInvitation
SELECT meeting_id, user_id, sequence, method, meeting_sequence, start_time, end_time FROM invitations
WHERE meeting_id = $1::uuid AND user_id = $2::uuid ORDER BY sequence DESC LIMIT 1;

-- name: GetInvitationOf
SELECT meeting_id, user_id, sequence, method, meeting_sequence, start_time, end_time FROM invitations WHERE notification_id = $1::uuid;

-- name: InsertInvitation
INSERT INTO invitations (meeting_id, user_id, sequence, method, meeting_sequence, start_time, end_time, notification_id)
VALUES ($1::uuid, $2::uuid, $3::int, $4::smallint, $5::int, $6::timestamptz, $7::timestamptz, $8::uuid);
