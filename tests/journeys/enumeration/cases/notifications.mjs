// notifications: what people are told, and what other services hand over to be mailed.
import { inDays } from '../../run_setup.mjs';
import { by, none, of } from '../table.mjs';

const OWN = none('it is about the caller alone');
const HOUSE = none('services ask for whomever they serve');

const mail = (world) => ({ email: world.fresh('reader'), locale: 'en', url: 'https://parley.example/x#secret', expireTime: inDays(1) });

// The token of the link by which a mail's reader is written to no more.
async function unsubscribeToken({ stack, student }) {
  const mails = await stack.inbox.all(student.email);
  for (const each of mails) {
    const link = /^List-Unsubscribe: <[^>]*[?]token=([^>&]+)>/im.exec((await stack.inbox.source(each)).toString().replace(/\r?\n[ \t]+/g, ' '));
    if (link) return { token: link[1] };
  }
  throw new Error(`none of ${mails.length} mails can be unsubscribed from`);
}

export default of('notifications.v1.NotificationsService', {
  ListNotifications: { good: () => ({}), foreign: OWN, pages: () => by('peer', {}) },
  MarkNotificationsRead: {
    by: 'fourth',
    good: async ({ fourth }) => {
      const { notifications } = await fourth.get('/v1/users/me/notifications');
      return { notificationIds: [notifications[0].notificationId] };
    },
    foreign: none("ids that are not the caller's are passed over"),
  },
  GetNotificationPreferences: { by: 'outsider', good: () => ({}), foreign: OWN },
  UpdateNotificationPreferences: {
    by: 'outsider',
    good: () => ({ preferences: [{ topic: 'TOPIC_VIDEO_REPLIED', byMail: false }] }),
    foreign: OWN,
  },
  Unsubscribe: { good: unsubscribeToken, foreign: none('whoever holds the link may') },
});

// A mail with a link. When it is no longer worth sending may be whenever: what is out of range is the nearest there is.
const link = { optional: ['locale'], free: { expire_time: 'a mail that is late before it is sent is not sent' }, foreign: HOUSE };

export const internal = of('notifications.v1.NotificationsInternalService', {
  SendSignInLink: { good: mail, ...link },
  SendInvitation: { good: (world) => ({ ...mail(world), role: 'ROLE_FACILITATOR' }), ...link },
  SendInterestConfirmation: { good: mail, ...link },
  SendOffer: { good: (world) => ({ ...mail(world), runTitle: 'Rivers' }), ...link },
});
