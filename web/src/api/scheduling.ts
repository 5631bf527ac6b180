import { call, get, post } from './http';
import type { Page, Profile } from './types';

export interface DayWindow {
  // Minutes of the local day; JSON leaves 0 out.
  startMinute?: number;
  endMinute: number;
}

export interface WeeklyWindow extends DayWindow {
  // 1 is Monday.
  weekday: number;
}

export interface DateException {
  date: string;
  windows?: DayWindow[];
}

export interface Availability {
  timeZone?: string;
  windows?: WeeklyWindow[];
  exceptions?: DateException[];
  etag?: string;
}

export interface Member {
  userId: string;
  joinTime?: string;
  profile?: Profile;
}

export interface Group {
  groupId: string;
  runId: string;
  language: string;
  members?: Member[];
  facilitatorIds?: string[];
  // In the order of facilitatorIds.
  facilitators?: Profile[];
  seats?: number;
  dissolved?: boolean;
}

export type UnplacedReason =
  | 'REASON_NO_AVAILABILITY_GIVEN'
  | 'REASON_NO_LANGUAGE_IN_COMMON'
  | 'REASON_NO_SLOT_FITS'
  | 'REASON_NO_SLOT_WITH_ENOUGH_OTHERS'
  | 'REASON_ONE_REGION_ONLY'
  | 'REASON_NO_FACILITATOR'
  | 'REASON_NO_ROOM_LEFT'
  | 'REASON_NO_GROUP_AT_HOURS'
  | 'REASON_NOT_PLANNED_YET'
  | 'REASON_PENDING';

export interface Placement {
  runId: string;
  groupId?: string;
  reason?: UnplacedReason;
}

export interface Meeting {
  meetingId: string;
  groupId: string;
  runId: string;
  moduleId: string;
  startTime: string;
  endTime: string;
  state: 'STATE_SCHEDULED' | 'STATE_OPEN' | 'STATE_ENDED' | 'STATE_CANCELLED';
  roomUrl?: string;
  etag?: string;
  cancelReason?: string;
}

const part = encodeURIComponent;

export function getMyAvailability(): Promise<Availability> {
  return get('/v1/users/me/availability');
}

export function setMyAvailability(availability: Availability, requestId: string): Promise<Availability> {
  return call('PUT', '/v1/users/me/availability', { body: availability, bare: true, requestId });
}

export function getMyPlacement(runId: string): Promise<Placement> {
  return get(`/v1/runs/${part(runId)}/placements/me`);
}

export async function listMyGroups(pageToken = ''): Promise<Page<Group>> {
  const answer = await get<{ groups?: Group[]; nextPageToken?: string }>('/v1/users/me/groups', { pageSize: 20, pageToken });
  return { items: answer.groups ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getGroup(groupId: string): Promise<Group> {
  return get(`/v1/groups/${part(groupId)}`);
}

export async function listMyMeetings(pageToken = ''): Promise<Page<Meeting>> {
  const answer = await get<{ meetings?: Meeting[]; nextPageToken?: string }>('/v1/users/me/meetings', { pageSize: 50, pageToken });
  return { items: answer.meetings ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getMeeting(meetingId: string): Promise<Meeting> {
  return get(`/v1/meetings/${part(meetingId)}`);
}

export function setMeetingRoom(meeting: Meeting, roomUrl: string, requestId: string): Promise<Meeting> {
  return post(`/v1/meetings/${part(meeting.meetingId)}:setRoom`, { roomUrl, etag: meeting.etag }, requestId);
}

export function cancelMeeting(meeting: Meeting, reason: string, requestId: string): Promise<Meeting> {
  return post(`/v1/meetings/${part(meeting.meetingId)}:cancel`, { reason, etag: meeting.etag }, requestId);
}
