import type { Schemas } from './contract';
import { get, post, put } from './http';
import type { Page } from './types';

// Minutes of the local day; JSON leaves 0 out.
export type DayWindow = Schemas['scheduling.DayWindow'];
export type WeeklyWindow = Schemas['scheduling.WeeklyWindow'];
export type DateException = Schemas['scheduling.DateException'];
export type Availability = Schemas['scheduling.Availability'];
export type Member = Schemas['scheduling.Member'];
export type Group = Schemas['scheduling.Group'];
export type UnplacedReason = Schemas['scheduling.Unplaced.Reason'];
export type Placement = Schemas['scheduling.Placement'];
export type Meeting = Schemas['scheduling.Meeting'];

export function getMyAvailability(): Promise<Availability> {
  return get('/v1/users/me/availability');
}

export function setMyAvailability(availability: Schemas['scheduling.AvailabilityInput'], requestId: string): Promise<Availability> {
  return put('/v1/users/me/availability', { body: availability, requestId });
}

export function getMyPlacement(runId: string): Promise<Placement> {
  return get('/v1/runs/{run_id}/placements/me', { path: { run_id: runId } });
}

export async function listMyGroups(pageToken = ''): Promise<Page<Group>> {
  const answer = await get('/v1/users/me/groups', { query: { pageSize: 20, pageToken } });
  return { items: answer.groups ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getGroup(groupId: string): Promise<Group> {
  return get('/v1/groups/{group_id}', { path: { group_id: groupId } });
}

export async function listMyMeetings(pageToken = ''): Promise<Page<Meeting>> {
  const answer = await get('/v1/users/me/meetings', { query: { pageSize: 50, pageToken } });
  return { items: answer.meetings ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getMeeting(meetingId: string): Promise<Meeting> {
  return get('/v1/meetings/{meeting_id}', { path: { meeting_id: meetingId } });
}

export function setMeetingRoom({ meetingId, etag }: Meeting, roomUrl: string, requestId: string): Promise<Meeting> {
  return post('/v1/meetings/{meeting_id}:setRoom', { path: { meeting_id: meetingId }, body: { roomUrl, etag }, requestId });
}

export function cancelMeeting({ meetingId, etag }: Meeting, reason: string, requestId: string): Promise<Meeting> {
  return post('/v1/meetings/{meeting_id}:cancel', { path: { meeting_id: meetingId }, body: { reason, etag }, requestId });
}
