// The whole table: for every rpc its cases.
import catalog, { internal as catalogInternal } from './catalog.mjs';
import events from './events.mjs';
import exchange, { internal as exchangeInternal } from './exchange.mjs';
import identity, { internal as identityInternal } from './identity.mjs';
import moderation, { internal as moderationInternal } from './moderation.mjs';
import notifications, { internal as notificationsInternal } from './notifications.mjs';
import partners from './partners.mjs';
import scheduling, { internal as schedulingInternal } from './scheduling.mjs';

export const cases = {
  ...identity, ...identityInternal,
  ...catalog, ...catalogInternal,
  ...exchange, ...exchangeInternal,
  ...scheduling, ...schedulingInternal,
  ...moderation, ...moderationInternal,
  ...notifications, ...notificationsInternal,
  ...partners,
  ...events,
};
