// One caller of each kind, and how the contracts say each must fare.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// A token's claims changed and signed anew.
function forged(token, change, key) {
  const [header, claims] = token.split('.');
  const told = { ...JSON.parse(Buffer.from(claims, 'base64url')), ...change };
  const signed = `${header}.${Buffer.from(JSON.stringify(told)).toString('base64url')}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

// By name: the token, what it says of its bearer, and for one that is no good the reason it is refused for.
export function callersOf(world) {
  const { facilitator, idle, officer, coordinator, rival, operator, ...participants } = world.people;
  const ours = createPrivateKey(readFileSync(join(world.stack.state, 'secrets', 'signing.pem')));
  const { privateKey: nobodys } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const past = Math.floor(Date.now() / 1000) - 3600;
  const user = (person, ...roles) => ({ token: person.token, user: true, roles });
  return {
    nobody: {},
    garbage: { token: 'garbage', flaw: 'TOKEN_INVALID' },
    forger: { token: forged(operator.token, {}, nobodys), flaw: 'TOKEN_INVALID' },
    late: { token: forged(operator.token, { iat: past - 600, nbf: past - 600, exp: past }, ours), flaw: 'TOKEN_EXPIRED' },
    guest: { token: forged(operator.token, { aud: 'elsewhere' }, ours), flaw: 'TOKEN_INVALID' },
    dismissed: { token: world.dismissedToken, flaw: 'TOKEN_STALE' },
    ...Object.fromEntries(Object.entries(participants).map(([name, person]) => [name, user(person)])),
    facilitator: user(facilitator, 'ROLE_FACILITATOR'),
    idle: user(idle, 'ROLE_FACILITATOR'),
    officer: user(officer, 'ROLE_SAFEGUARDING_OFFICER'),
    coordinator: user(coordinator, 'ROLE_COORDINATOR'),
    rival: user(rival, 'ROLE_COORDINATOR'),
    operator: user(operator, 'ROLE_OPERATOR'),
    ...Object.fromEntries(Object.entries(world.clientTokens).map(([scope, token]) => [`client ${scope}`, { token, client: true, scopes: [scope] }])),
    rivalClient: { token: world.rivalClientToken, client: true, scopes: Object.keys(world.clientTokens) },
    revokedClient: { token: world.revokedClientToken, flaw: 'TOKEN_STALE' },
  };
}

const denied = (reason) => ({ code: 'PERMISSION_DENIED', reason });
const unknown = (reason) => ({ code: 'UNAUTHENTICATED', reason });
const meet = (these, those) => these.some((each) => those.includes(each));

// What the host must answer by a method's access alone; undefined when it must let the caller in.
export function verdict(access, certificate, { flaw, user, client, roles, scopes }) {
  if (access.services.length > 0 && !access.services.includes(certificate)) return denied('SERVICE_NOT_ALLOWED');
  const isForPeople = access.signedIn || access.roles.length > 0 || access.scopes.length > 0;
  if (!isForPeople) return access.public || access.services.length > 0 ? undefined : denied('NOT_ALLOWED');
  if (flaw) return unknown(flaw);
  if (client) return meet(scopes, access.scopes) ? undefined : denied('SCOPE_REQUIRED');
  if (!user) return unknown('SIGN_IN_REQUIRED');
  if (meet(roles, access.roles) || (access.signedIn && access.roles.length === 0)) return undefined;
  return denied(access.roles.length > 0 ? 'ROLE_REQUIRED' : 'CLIENT_REQUIRED');
}

// What only the host says, never a handler.
export const HOST_REASONS = [
  'SIGN_IN_REQUIRED', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'TOKEN_STALE', 'ROLE_REQUIRED', 'SCOPE_REQUIRED', 'CLIENT_REQUIRED', 'SERVICE_NOT_ALLOWED',
  'NOT_ALLOWED', 'PEER_UNKNOWN',
];
