import * as api from '../api/notifications';
import type { Notification } from '../api/types';
import { follow } from './live';

type Listener = (notification: Notification) => void;

// What the signed-in person is told: the list, how many are unread, and each new one the moment it happens.
class Notices {
  items = $state<Notification[]>([]);
  unread = $state(0);
  // The newest, for a short announcement on whatever screen is open.
  latest = $state<Notification>();
  nextPageToken = $state('');
  #listeners = new Set<Listener>();
  #following: AbortController | undefined;

  start(): void {
    if (this.#following) return;
    this.#following = new AbortController();
    void this.refresh();
    void follow(
      (notification) => this.#told(notification),
      () => void this.refresh(),
      this.#following.signal,
    );
  }

  stop(): void {
    this.#following?.abort();
    this.#following = undefined;
    this.items = [];
    this.unread = 0;
    this.latest = undefined;
  }

  // Runs `listener` on every new notification until the returned function is called.
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // Best effort: the next connection or visit asks again.
  async refresh(): Promise<void> {
    await this.load().catch(() => undefined);
  }

  async load(): Promise<void> {
    const inbox = await api.listNotifications();
    this.items = inbox.items;
    this.unread = inbox.unreadCount;
    this.nextPageToken = inbox.nextPageToken;
  }

  async more(): Promise<void> {
    const inbox = await api.listNotifications(this.nextPageToken);
    const known = new Set(this.items.map((item) => item.notificationId));
    this.items = [...this.items, ...inbox.items.filter((item) => !known.has(item.notificationId))];
    this.unread = inbox.unreadCount;
    this.nextPageToken = inbox.nextPageToken;
  }

  async markRead(notifications: Notification[]): Promise<void> {
    const ids = notifications.filter((item) => !item.readTime).map((item) => item.notificationId);
    if (ids.length === 0) return;
    await api.markRead(ids);
    const now = new Date().toISOString();
    this.items = this.items.map((item) => (ids.includes(item.notificationId) ? { ...item, readTime: now } : item));
    this.unread = Math.max(0, this.unread - ids.length);
  }

  // Best effort: who looks at a page has read what was told of it.
  async seen(path: string): Promise<void> {
    await this.markRead(this.items.filter((item) => item.path === path)).catch(() => undefined);
  }

  #told(notification: Notification): void {
    if (this.items.some((item) => item.notificationId === notification.notificationId)) return;
    this.items = [notification, ...this.items];
    this.unread += 1;
    this.latest = notification;
    for (const listener of this.#listeners) listener(notification);
  }
}

export const notices = new Notices();
