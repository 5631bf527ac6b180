// The messages of proto/parley/** as the gateway writes them in JSON: lowerCamelCase, 64-bit numbers as strings, times in RFC 3339,
// durations as "12.3s", enums by name. Fields at their default are left out, so almost everything is optional.

export type Role = 'ROLE_FACILITATOR' | 'ROLE_SAFEGUARDING_OFFICER' | 'ROLE_COORDINATOR' | 'ROLE_OPERATOR';

export interface User {
  userId: string;
  email: string;
  displayName?: string;
  locale?: string;
  timeZone?: string;
  country?: string;
  region?: string;
  roles?: Role[];
  createTime?: string;
  etag?: string;
}

export interface Profile {
  userId: string;
  displayName?: string;
  country?: string;
  region?: string;
}

export interface Session {
  sessionId: string;
  user: User;
}

export interface SignIn {
  signInId: string;
  expireTime: string;
}

export type ConsentKind = 'KIND_VIDEO_PUBLICATION' | 'KIND_EXCHANGE_ATTRIBUTES';

export interface Consent {
  kind: ConsentKind;
  state: 'STATE_NOT_GIVEN' | 'STATE_GIVEN' | 'STATE_WITHDRAWN';
  updateTime?: string;
}

export interface Module {
  moduleId: string;
  title: string;
  subtheme?: string;
  week?: number;
}

export interface Course {
  courseId: string;
  title: string;
  summary?: string;
  languages?: string[];
  subjectTags?: string[];
  partnerId?: string;
  moocUrl?: string;
  modules?: Module[];
}

export type RunFormat = 'FORMAT_ASYNCHRONOUS' | 'FORMAT_SYNCHRONOUS' | 'FORMAT_BLENDED';
export type RunState = 'STATE_DRAFT' | 'STATE_OPEN' | 'STATE_RUNNING' | 'STATE_FINISHED' | 'STATE_CANCELLED';

export interface VideoLimits {
  minDuration?: string;
  maxDuration?: string;
  maxSizeBytes?: string;
}

export interface PlannedPrompt {
  promptId?: string;
  moduleId: string;
  text: string;
  openTime?: string;
  closeTime?: string;
}

// Held by each group at an hour of its own within the window.
export interface PlannedMeeting {
  plannedMeetingId?: string;
  moduleId: string;
  duration?: string;
  windowStartTime?: string;
  windowEndTime?: string;
}

export interface Run {
  runId: string;
  courseId: string;
  title: string;
  format: RunFormat;
  state: RunState;
  startTime: string;
  timeZone?: string;
  capacity: number;
  enrolledCount?: number;
  workingLanguages?: string[];
  videoLimits?: VideoLimits;
  prompts?: PlannedPrompt[];
  meetings?: PlannedMeeting[];
  groupSize?: { minPresent?: number; maxPresent?: number };
  endTime?: string;
  plenaryGroupId?: string;
  partnerId?: string;
  etag?: string;
}

export type NewRun = Pick<Run, 'courseId' | 'format' | 'startTime' | 'capacity'> &
  Partial<Pick<Run, 'title' | 'timeZone' | 'workingLanguages' | 'videoLimits' | 'prompts'>>;

export type EnrolmentState =
  | 'STATE_APPLIED'
  | 'STATE_AWAITING_GUARDIAN'
  | 'STATE_WAITLISTED'
  | 'STATE_ENROLLED'
  | 'STATE_SUSPENDED'
  | 'STATE_COMPLETED'
  | 'STATE_WITHDRAWN';

export interface Enrolment {
  enrolmentId: string;
  runId: string;
  userId: string;
  state: EnrolmentState;
  createTime?: string;
  runTitle?: string;
}

export interface Prompt {
  promptId: string;
  runId: string;
  moduleId: string;
  text: string;
  openTime?: string;
  closeTime?: string;
  ordinal?: number;
  groupId: string;
}

export type VideoState = 'STATE_UPLOADING' | 'STATE_PROCESSING' | 'STATE_PUBLISHED' | 'STATE_FAILED' | 'STATE_WITHDRAWN';

export interface Playback {
  mp4Url?: string;
  hlsUrl?: string;
  posterUrl?: string;
  width?: number;
  height?: number;
}

export interface Video {
  videoId: string;
  runId: string;
  promptId: string;
  groupId: string;
  replyToVideoId?: string;
  authorId: string;
  author?: Profile;
  state: VideoState;
  failure?: { reason?: string; message?: string };
  visible?: boolean;
  duration?: string;
  playback?: Playback;
  replyCount?: number;
  createTime?: string;
  publishTime?: string;
  upload?: { url: string; sizeBytes?: string; offset?: string; expireTime?: string };
  etag?: string;
}

export type Topic =
  | 'TOPIC_VIDEO_REPLIED'
  | 'TOPIC_VIDEO_PUBLISHED'
  | 'TOPIC_VIDEO_FAILED'
  | 'TOPIC_ENROLMENT_CONFIRMED'
  | 'TOPIC_ENROLMENT_WAITLISTED'
  | 'TOPIC_ENROLMENT_PROMOTED'
  | 'TOPIC_RUN_CANCELLED'
  | 'TOPIC_VIDEO_HIDDEN'
  | 'TOPIC_VIDEO_RESTORED'
  | 'TOPIC_REPORT_RESOLVED'
  | 'TOPIC_PARTICIPANT_NUDGED'
  | 'TOPIC_GROUP_PLACED'
  | 'TOPIC_FACILITATOR_ASSIGNED'
  | 'TOPIC_MEETING_SCHEDULED'
  | 'TOPIC_MEETING_CHANGED'
  | 'TOPIC_MEETING_CANCELLED'
  | 'TOPIC_MEETING_LEFT';

export interface Notification {
  notificationId: string;
  topic: Topic;
  text?: string;
  path?: string;
  videoId?: string;
  runId?: string;
  groupId?: string;
  meetingId?: string;
  createTime?: string;
  readTime?: string;
}

export interface MailPreference {
  topic: Topic;
  byMail?: boolean;
  // It cannot be turned off.
  required?: boolean;
}

export interface Page<T> {
  items: T[];
  nextPageToken: string;
}
