import { get, post } from './http';
import type { Course, Enrolment, NewRun, Page, Run } from './types';

export async function listCourses(pageToken = ''): Promise<Page<Course>> {
  const answer = await get<{ courses?: Course[]; nextPageToken?: string }>('/v1/courses', { pageSize: 20, pageToken });
  return { items: answer.courses ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getCourse(courseId: string): Promise<Course> {
  return get(`/v1/courses/${encodeURIComponent(courseId)}`);
}

// The open and running runs of a course, or of all with "-".
export async function listRuns(courseId: string, pageToken = ''): Promise<Page<Run>> {
  const path = `/v1/courses/${encodeURIComponent(courseId)}/runs`;
  const answer = await get<{ runs?: Run[]; nextPageToken?: string }>(path, { pageSize: 20, pageToken });
  return { items: answer.runs ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getRun(runId: string): Promise<Run> {
  return get(`/v1/runs/${encodeURIComponent(runId)}`);
}

export function createRun(run: NewRun, requestId: string): Promise<Run> {
  return post('/v1/runs', { run, open: true }, requestId);
}

export function enrol(runId: string, requestId: string): Promise<Enrolment> {
  return post(`/v1/runs/${encodeURIComponent(runId)}/enrolments`, {}, requestId);
}

export async function listMyEnrolments(pageToken = ''): Promise<Page<Enrolment>> {
  const answer = await get<{ enrolments?: Enrolment[]; nextPageToken?: string }>('/v1/users/me/enrolments', { pageSize: 100, pageToken });
  return { items: answer.enrolments ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function withdrawEnrolment(enrolmentId: string, requestId?: string): Promise<Enrolment> {
  return post(`/v1/enrolments/${encodeURIComponent(enrolmentId)}:withdraw`, {}, requestId);
}

export function openRun(run: Run, requestId: string): Promise<Run> {
  return post(`/v1/runs/${encodeURIComponent(run.runId)}:open`, { etag: run.etag }, requestId);
}

export function cancelRun(run: Run, requestId: string): Promise<Run> {
  return post(`/v1/runs/${encodeURIComponent(run.runId)}:cancel`, { etag: run.etag }, requestId);
}
