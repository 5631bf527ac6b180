import { get, patch, post } from './http';
import type { MailPreference, Notification, Page, Topic } from './types';

export interface Inbox extends Page<Notification> {
  unreadCount: number;
}

export async function listNotifications(pageToken = ''): Promise<Inbox> {
  const answer = await get('/v1/users/me/notifications', { query: { pageSize: 20, pageToken } });
  return { items: answer.notifications ?? [], nextPageToken: answer.nextPageToken ?? '', unreadCount: answer.unreadCount ?? 0 };
}

export function markRead(notificationIds: string[]): Promise<object> {
  return post('/v1/users/me/notifications:markRead', { body: { notificationIds } });
}

// What the signed-in user is mailed of: one for each topic that is mailed.
export async function listMailPreferences(): Promise<MailPreference[]> {
  return (await get('/v1/users/me/notificationPreferences')).preferences ?? [];
}

export async function setMailPreference(topic: Topic, byMail: boolean, requestId: string): Promise<MailPreference[]> {
  const answer = await patch('/v1/users/me/notificationPreferences', { body: { preferences: [{ topic, byMail }] }, requestId });
  return answer.preferences ?? [];
}

// By the token of a mail's link, without a session. Answers the mail's topic.
export async function unsubscribe(token: string, allTopics: boolean, requestId: string): Promise<Topic | undefined> {
  return (await post('/v1/notifications:unsubscribe', { body: { token, allTopics }, requestId })).topic;
}
