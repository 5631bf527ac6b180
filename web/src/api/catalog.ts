import { get, post } from './http';
import type { Course, Enrolment, NewRun, Page, Run } from './types';

export async function listCourses(pageToken = ''): Promise<Page<Course>> {
  const answer = await get('/v1/courses', { query: { pageSize: 20, pageToken } });
  return { items: answer.courses ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getCourse(courseId: string): Promise<Course> {
  return get('/v1/courses/{course_id}', { path: { course_id: courseId } });
}

// The open and running runs of a course, or of all with "-".
export async function listRuns(courseId: string, pageToken = ''): Promise<Page<Run>> {
  const answer = await get('/v1/courses/{course_id}/runs', { path: { course_id: courseId }, query: { pageSize: 20, pageToken } });
  return { items: answer.runs ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getRun(runId: string): Promise<Run> {
  return get('/v1/runs/{run_id}', { path: { run_id: runId } });
}

export function createRun(run: NewRun, requestId: string): Promise<Run> {
  return post('/v1/runs', { body: { run, open: true }, requestId });
}

export function enrol(runId: string, requestId: string): Promise<Enrolment> {
  return post('/v1/runs/{run_id}/enrolments', { path: { run_id: runId }, requestId });
}

export async function listMyEnrolments(pageToken = ''): Promise<Page<Enrolment>> {
  const answer = await get('/v1/users/me/enrolments', { query: { pageSize: 100, pageToken } });
  return { items: answer.enrolments ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function withdrawEnrolment(enrolmentId: string, requestId?: string): Promise<Enrolment> {
  return post('/v1/enrolments/{enrolment_id}:withdraw', { path: { enrolment_id: enrolmentId }, requestId });
}

export function openRun({ runId, etag }: Run, requestId: string): Promise<Run> {
  return post('/v1/runs/{run_id}:open', { path: { run_id: runId }, body: { etag }, requestId });
}

export function cancelRun({ runId, etag }: Run, requestId: string): Promise<Run> {
  return post('/v1/runs/{run_id}:cancel', { path: { run_id: runId }, body: { etag }, requestId });
}
