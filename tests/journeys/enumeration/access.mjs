// That a method lets in whom its access names and nobody else; and that nothing is there which no contract names.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATES } from './house.mjs';
import { HOST_REASONS, verdict } from './callers.mjs';
import { told } from './checks.mjs';
import { isOpen } from './contracts.mjs';

const NOTHING = Buffer.alloc(0);

// Who tries a method: everybody by the gateway, and a few by each of the other services.
function* attempts(callers) {
  for (const name of Object.keys(callers)) yield { certificate: 'gateway', name };
  for (const certificate of CERTIFICATES.slice(0, -1)) for (const name of ['nobody', 'garbage', 'student', 'operator']) yield { certificate, name };
}

function agrees(wanted, answer) {
  if (wanted) return answer.code === wanted.code && answer.reason === wanted.reason;
  return !HOST_REASONS.includes(answer.reason) && answer.code !== 'UNIMPLEMENTED';
}

export async function accessIsKept(house, callers, method) {
  const faults = [];
  for (const host of house.hostsOf(method)) {
    for (const { certificate, name } of attempts(callers)) {
      const wanted = verdict(method.access, certificate, callers[name]);
      const answer = await house.call(method, NOTHING, { host, certificate, token: callers[name].token });
      if (!agrees(wanted, answer)) faults.push(`${method.name} of ${host} by ${name} through ${certificate}: wanted ${wanted?.reason ?? 'to be let in'}: ${told(answer)}`);
    }
  }
  return faults;
}

// The edge lets in whoever the gateway would, and knows nothing of what the house says to itself.
export async function edgeAgrees(house, callers, method) {
  const faults = [];
  for (const name of Object.keys(callers)) {
    const answer = await house.call(method, NOTHING, { host: 'edge', token: callers[name].token });
    const agreed = isOpen(method) ? agrees(verdict(method.access, 'gateway', callers[name]), answer) : answer.code === 'UNIMPLEMENTED';
    if (!agreed) faults.push(`${method.name} at the edge by ${name}: ${told(answer)}`);
  }
  return faults;
}

// A certificate that another authority signed, in the name of one of the house.
function foreignCertificate(folder) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = join(folder, 'foreign.key');
  writeFileSync(key, privateKey.export({ type: 'sec1', format: 'pem' }));
  return {
    key: Buffer.from(privateKey.export({ type: 'sec1', format: 'pem' })),
    certificate: execFileSync('openssl', ['req', '-x509', '-new', '-key', key, '-days', '1', '-subj', '/CN=gateway', '-addext', 'subjectAltName=DNS:gateway']),
  };
}

// Without a certificate of the house nobody is heard at all, whatever they call.
export async function strangersAreUnheard(house, scratch, methods, token) {
  const { key, certificate } = foreignCertificate(scratch);
  const strangers = {
    'no certificate': [null, null],
    'a certificate of somebody else': [key, certificate],
    "the edge's certificate": [house.file('edge.key'), house.file('edge.pem')],
  };
  for (const [what, [theirKey, theirs]] of Object.entries(strangers)) {
    for (const method of methods) {
      const client = house.connect(house.hostsOf(method)[0], theirKey, theirs);
      const answer = await house.call(method, NOTHING, { client, token });
      client.close();
      assert.equal(answer.code, 'UNAVAILABLE', `${method.name} with ${what}: ${told(answer)}`);
    }
  }
}
