// identity: sign-in, sessions, roles and invitations to them, consents, API clients.
import { client } from '../people.mjs';
import { again, by, later, none, of } from '../table.mjs';

const OWN = none('it is about the caller alone');
const SECRET = none('whoever holds the secret may');
const OPERATORS = none('operators may of every partner');

const partner = (world) => ({ partnerId: world.seedPartner });
const TWENTY = 20;

async function withTwentyClients({ rival, rivalPartner }) {
  const { apiClients = [] } = await rival.get(`/v1/apiClients?partnerId=${rivalPartner}&pageSize=100`);
  for (let count = apiClients.filter((each) => !each.revokeTime).length; count < TWENTY; count++) await client(rival, rivalPartner, ['runs.write']);
  return by('rival', { partnerId: rivalPartner, name: 'One more', scopes: ['runs.write'] });
}

async function invitedTwice(world) {
  await Promise.all([world.invite(), world.invite()]);
  return partner(world);
}

export default of('identity.v1.IdentityService', {
  RequestSignIn: {
    good: (world) => ({ email: world.fresh('signer'), locale: 'en', timeZone: 'Europe/Berlin', continuePath: '/runs' }),
    optional: ['locale', 'time_zone', 'continue_path'],
    free: { time_zone: 'one that is not known means UTC' },
    foreign: none('anybody may'),
  },
  CompleteSignIn: {
    good: async (world) => ({ token: await world.signInToken() }),
    foreign: SECRET,
    outOfState: {
      SIGN_IN_LINK_USED: again,
      SIGN_IN_LINK_EXPIRED: later(async (world) => ({ token: await world.signInToken() })),
    },
  },
  RefreshSession: {
    good: async (world) => {
      const session = await world.outsider.post('/v1/sessions', { token: await world.signInToken() });
      return { refreshToken: session.refreshToken };
    },
    foreign: SECRET,
  },
  EndSession: { by: 'leaver', good: () => ({}), foreign: OWN, endsToken: true },
  GetMe: { by: 'outsider', good: () => ({}), foreign: OWN },
  UpdateMe: {
    by: 'outsider',
    good: () => ({
      user: { displayName: 'Nadia', locale: 'fr', timeZone: 'Asia/Beirut', country: 'LB', languages: ['ar', 'fr'] },
      updateMask: 'displayName,locale,timeZone,country,languages',
    }),
    optional: ['update_mask', 'user.country', 'user.languages'],
    free: { 'user.user_id': 'is not read', 'user.create_time': 'is not read' },
    stale: 'user.etag',
    foreign: OWN,
  },
  ListConsents: { by: 'outsider', good: () => ({}), foreign: OWN },
  GiveConsent: { by: 'outsider', good: () => ({ kind: 'KIND_EXCHANGE_ATTRIBUTES' }), foreign: OWN },
  WithdrawConsent: { by: 'outsider', good: () => ({ kind: 'KIND_EXCHANGE_ATTRIBUTES' }), foreign: OWN },
  GrantRole: {
    good: (world) => ({ email: world.fresh('granted'), role: 'ROLE_FACILITATOR', ...partner(world) }),
    optional: ['partner_id'],
    unknown: { partner_id: 'OK' },
    foreign: OPERATORS,
  },
  RevokeRole: {
    by: 'coordinator',
    good: async (world) => {
      const role = { email: world.fresh('revoked'), role: 'ROLE_FACILITATOR', ...partner(world) };
      await world.operator.post('/v1/roles:grant', role);
      return role;
    },
    optional: ['partner_id'], // of an operator, who alone takes a role of no partner
    foreign: 'rival',
  },
  ListRoleHolders: {
    by: 'coordinator',
    good: partner,
    foreign: 'rival',
    pages: (world) => ({ ...partner(world), role: 'ROLE_COORDINATOR' }),
  },
  InviteUser: {
    by: 'coordinator',
    good: (world) => ({ email: world.fresh('invited'), role: 'ROLE_FACILITATOR', locale: 'en', ...partner(world) }),
    optional: ['locale'],
    foreign: 'rival',
    outOfState: { ROLE_HELD: (world, good) => ({ ...good, email: world.facilitator.email }) },
  },
  ListInvitations: { by: 'coordinator', good: invitedTwice, foreign: 'rival', pages: () => by('operator', {}) },
  RevokeInvitation: {
    by: 'coordinator',
    good: async (world) => ({ invitationId: (await world.invite()).invitationId }),
    foreign: 'rival',
    outOfState: {
      INVITATION_ACCEPTED: async (world) => {
        const { invitationId, token } = await world.invitationToken(world.silent, 'ROLE_FACILITATOR');
        await world.silent.post('/v1/invitations:accept', { token });
        return { invitationId };
      },
      INVITATION_EXPIRED: later(async (world) => ({ invitationId: (await world.invite()).invitationId })),
    },
  },
  AcceptInvitation: {
    by: 'invitee',
    good: async (world) => ({ token: (await world.invitationToken(world.invitee, 'ROLE_FACILITATOR')).token }),
    foreign: none('INVITATION_FOR_ANOTHER says what another finds'),
    outOfState: {
      INVITATION_FOR_ANOTHER: async (world) => by('outsider', { token: (await world.invitationToken(world.waiting, 'ROLE_FACILITATOR')).token }),
      INVITATION_REVOKED: async (world) => {
        const { invitationId, token } = await world.invitationToken(world.invitee, 'ROLE_COORDINATOR');
        await world.coordinator.post(`/v1/invitations/${invitationId}:revoke`);
        return { token };
      },
      INVITATION_EXPIRED: later(async (world) => by('leaver', { token: (await world.invitationToken(world.leaver, 'ROLE_FACILITATOR')).token })),
    },
  },
  CreateApiClient: {
    good: (world) => ({ name: 'Student system', scopes: ['runs.write'], ...partner(world) }),
    foreign: 'rival',
    outOfState: { TOO_MANY_API_CLIENTS: withTwentyClients },
  },
  ListApiClients: { good: partner, foreign: 'rival', pages: (world) => by('rival', { partnerId: world.rivalPartner }) },
  RevokeApiClient: {
    good: async (world) => ({ apiClientId: (await client(world.coordinator, world.seedPartner, ['runs.write'])).apiClientId }),
    foreign: 'rival',
  },
  CreateApiToken: {
    good: async (world) => {
      const { apiClientId, clientSecret } = await client(world.coordinator, world.seedPartner, ['runs.write']);
      return { clientId: apiClientId, clientSecret };
    },
    unknown: { client_id: 'UNAUTHENTICATED' },
    foreign: SECRET,
    volatile: 'every token is a new one',
  },
  GetJwks: { good: () => ({}), foreign: none('anybody may') },
});

const HOUSE = none('services ask for whomever they serve');
const users = (world) => ({ userIds: [world.student.userId, world.peer.userId] });

export const internal = of('identity.v1.IdentityInternalService', {
  BatchGetContacts: { good: users, foreign: HOUSE },
  GetConsent: { good: (world) => ({ userId: world.student.userId, kind: 'KIND_VIDEO_PUBLICATION' }), unknown: { user_id: 'OK' }, foreign: HOUSE },
  BatchGetProfiles: { good: users, foreign: HOUSE },
  BatchGetPlanningProfiles: { good: users, foreign: HOUSE },
  ListRevocations: { good: () => ({}), foreign: HOUSE, volatile: 'what is old is forgotten' },
  ListCoordinatorPartners: { good: (world) => ({ userId: world.coordinator.userId }), unknown: { user_id: 'OK' }, foreign: HOUSE },
  AppointCoordinator: {
    good: (world) => ({ email: world.fresh('appointed'), locale: 'en', ...partner(world) }),
    optional: ['locale'],
    unknown: { partner_id: 'OK' },
    foreign: HOUSE,
  },
});
