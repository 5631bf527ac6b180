import { call, get, post } from './http';
import type { MailPreference, Notification, Page, Topic } from './types';

export interface Inbox extends Page<Notification> {
  unreadCount: number;
}

export async function listNotifications(pageToken = ''): Promise<Inbox> {
  const answer = await get<{ notifications?: Notification[]; nextPageToken?: string; unreadCount?: number }>('/v1/users/me/notifications', {
    pageSize: 20,
    pageToken,
  });
  return { items: answer.notifications ?? [], nextPageToken: answer.nextPageToken ?? '', unreadCount: answer.unreadCount ?? 0 };
}

export function markRead(notificationIds: string[]): Promise<object> {
  return post('/v1/users/me/notifications:markRead', { notificationIds });
}

interface Preferences {
  preferences?: MailPreference[];
}

// What the signed-in user is mailed of: one for each topic that is mailed.
export async function listMailPreferences(): Promise<MailPreference[]> {
  return (await get<Preferences>('/v1/users/me/notificationPreferences')).preferences ?? [];
}

export async function setMailPreference(topic: Topic, byMail: boolean, requestId: string): Promise<MailPreference[]> {
  const answer = await call<Preferences>('PATCH', '/v1/users/me/notificationPreferences', { body: { preferences: [{ topic, byMail }] }, requestId });
  return answer.preferences ?? [];
}

// By the token of a mail's link, without a session. Answers the mail's topic.
export async function unsubscribe(token: string, allTopics: boolean, requestId: string): Promise<Topic | undefined> {
  return (await post<{ topic?: Topic }>('/v1/notifications:unsubscribe', { token, allTopics }, requestId)).topic;
}
