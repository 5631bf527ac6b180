import type { Topic } from '../api/types';
import type { TextKey } from '../texts/texts.svelte';

// How the settings put topics together.
export const mailAreas: { title: TextKey; topics: Topic[] }[] = [
  { title: 'mails.videos', topics: ['TOPIC_VIDEO_REPLIED', 'TOPIC_VIDEO_PUBLISHED', 'TOPIC_VIDEO_FAILED'] },
  {
    title: 'mails.meetings',
    topics: [
      'TOPIC_GROUP_PLACED', 'TOPIC_FACILITATOR_ASSIGNED', 'TOPIC_PARTICIPANT_NUDGED', 'TOPIC_MEETING_SCHEDULED', 'TOPIC_MEETING_CHANGED', 'TOPIC_MEETING_CANCELLED', 'TOPIC_MEETING_LEFT',
    ],
  },
  { title: 'mails.enrolment', topics: ['TOPIC_ENROLMENT_CONFIRMED', 'TOPIC_ENROLMENT_WAITLISTED', 'TOPIC_ENROLMENT_PROMOTED', 'TOPIC_RUN_CANCELLED'] },
  { title: 'mails.moderation', topics: ['TOPIC_VIDEO_HIDDEN', 'TOPIC_VIDEO_RESTORED', 'TOPIC_REPORT_RESOLVED'] },
];
