import type { Notification, Topic } from '../api/types';
import { t, texts } from '../texts/texts.svelte';
import type { IconName } from './Icon.svelte';

// How a topic looks in a list; `bad` where something did not go as somebody hoped.
const looks: Record<Topic, { icon: IconName; bad?: true }> = {
  TOPIC_VIDEO_REPLIED: { icon: 'reply' },
  TOPIC_VIDEO_PUBLISHED: { icon: 'check' },
  TOPIC_VIDEO_FAILED: { icon: 'alert', bad: true },
  TOPIC_ENROLMENT_CONFIRMED: { icon: 'check' },
  TOPIC_ENROLMENT_WAITLISTED: { icon: 'clock' },
  TOPIC_ENROLMENT_PROMOTED: { icon: 'check' },
  TOPIC_RUN_CANCELLED: { icon: 'close', bad: true },
  TOPIC_VIDEO_HIDDEN: { icon: 'alert', bad: true },
  TOPIC_VIDEO_RESTORED: { icon: 'film' },
  TOPIC_REPORT_RESOLVED: { icon: 'check' },
  TOPIC_PARTICIPANT_NUDGED: { icon: 'mail' },
  TOPIC_GROUP_PLACED: { icon: 'people' },
  TOPIC_FACILITATOR_ASSIGNED: { icon: 'people' },
  TOPIC_MEETING_SCHEDULED: { icon: 'calendar' },
  TOPIC_MEETING_CHANGED: { icon: 'clock' },
  TOPIC_MEETING_CANCELLED: { icon: 'close', bad: true },
  TOPIC_MEETING_LEFT: { icon: 'calendar' },
};

// A server may be newer than the app that is open.
export function lookOf(topic: Topic): { icon: IconName; bad?: true } {
  return looks[topic] ?? { icon: 'bell' };
}

export function topicName(topic: Topic): string | undefined {
  const key = `topic.${topic}`;
  return texts.has(key) ? t(key) : undefined;
}

// The server's sentence is in the account's language and may name the person; where the app speaks another, the topic's own words do. The words
// of a facilitator are theirs, in whatever language.
export function noticeText(notification: Notification, accountLanguage?: string): string {
  const { text, topic } = notification;
  if (text && (!accountLanguage || accountLanguage === texts.language || topic === 'TOPIC_PARTICIPANT_NUDGED')) return text;
  return topicName(topic) ?? text ?? '';
}
