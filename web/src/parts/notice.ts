import type { Notification } from '../api/types';
import { t, texts } from '../texts/texts.svelte';

// The server's sentence is in the account's language and may name the person; where the app speaks another, the topic's own words do.
export function noticeText(notification: Notification, accountLanguage?: string): string {
  if (notification.text && (!accountLanguage || accountLanguage === texts.language)) return notification.text;
  const key = `topic.${notification.topic}`;
  return texts.has(key) ? t(key) : (notification.text ?? '');
}
