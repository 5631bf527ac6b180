-- name: ListCourses
SELECT course_id, partner_id, title, summary, languages, subject_tags, mooc_url
FROM courses WHERE (title, course_id) > ($1, $2::uuid) ORDER BY title, course_id LIMIT $3;

-- name: GetCourse
SELECT course_id, partner_id, title, summary, languages, subject_tags, mooc_url FROM courses WHERE course_id = $1;

-- name: ListModules
SELECT course_id, module_id, title, subtheme, week, prompt_text
FROM modules WHERE course_id = ANY($1::uuid[]) ORDER BY course_id, ordinal;

-- name: InsertCourseIfNew
INSERT INTO courses (course_id, partner_id, title, summary, languages, subject_tags, mooc_url, create_time)
VALUES ($1, $2, $3, $4, $5::text[], $6::text[], $7, $8) ON CONFLICT (course_id) DO NOTHING;

-- name: InsertModule
INSERT INTO modules (module_id, course_id, ordinal, title, subtheme, week, prompt_text) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: PutCoordinator
INSERT INTO coordinators (user_id, partner_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: RemoveCoordinator
DELETE FROM coordinators WHERE user_id = $1 AND partner_id = $2;

-- name: IsCoordinator
SELECT EXISTS (SELECT FROM coordinators WHERE user_id = $1 AND partner_id = $2) AS is_coordinator;
