import { get, post } from './http';
import type { Notification, Page } from './types';

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
