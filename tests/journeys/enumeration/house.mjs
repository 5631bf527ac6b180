// The house from inside: each service's own gRPC port, with the certificate of whomever one wants to be; and the edge, where partners call.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { bytesOf, jsonOf, messageOf, read } from './contracts.mjs';

export const AREAS = ['identity', 'partners', 'catalog', 'scheduling', 'exchange', 'moderation', 'notifications'];
export const CERTIFICATES = [...AREAS, 'gateway'];
const DEADLINE = 10_000;

// How gRPC tells more of an error, from Debian's copy of Google's protos.
function readDetails() {
  const googleapis = '/usr/share/gocode/src/github.com/gogo/googleapis'; // of golang-github-gogo-googleapis-dev
  const folder = mkdtempSync(join(tmpdir(), 'parley-google-'));
  const file = join(folder, 'google.binpb');
  execFileSync('protoc', ['-I', googleapis, '--include_imports', '--descriptor_set_out', file, 'google/rpc/status.proto', 'google/rpc/error_details.proto']);
  const google = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));
  rmSync(folder, { recursive: true });
  return ['Status', 'ErrorInfo', 'BadRequest'].map((name) => google.getMessage(`google.rpc.${name}`));
}
const [Status, ErrorInfo, BadRequest] = readDetails();

// An error as { code, message, reason, metadata, fields }.
function errorOf(error) {
  const told = { code: grpc.status[error.code] ?? String(error.code), message: error.details ?? error.message, reason: '', metadata: {}, fields: [] };
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  for (const { typeUrl, value } of bytes ? read(Status, bytes).details : []) {
    if (typeUrl.endsWith('/google.rpc.ErrorInfo')) {
      const { reason, metadata } = read(ErrorInfo, value);
      Object.assign(told, { reason, metadata });
    }
    if (typeUrl.endsWith('/google.rpc.BadRequest')) {
      told.fields = read(BadRequest, value).fieldViolations.map(({ field, description }) => ({ field, description }));
    }
  }
  return told;
}

export class House {
  clients = new Map();

  constructor(stack) {
    const choices = readFileSync(join(stack.state, 'choices'), 'utf8');
    this.ports = Object.fromEntries(AREAS.map((area) => [area, choices.match(new RegExp(`^${area.toUpperCase()}_PORT=(\\d+)$`, 'm'))[1]]));
    this.certificates = join(stack.state, 'certificates');
    this.edge = stack.edge;
  }

  file(name) {
    return readFileSync(join(this.certificates, name));
  }

  // Whoever serves a method: the service of its area, and of the event log everybody who publishes.
  hostsOf({ area }) {
    return area === 'events' ? AREAS.filter((each) => each !== 'notifications') : [area];
  }

  client(area, certificate) {
    const key = `${area} ${certificate}`;
    if (!this.clients.has(key)) {
      const client = area === 'edge' ? this.connectEdge() : this.connect(area, this.file(`${certificate}.key`), this.file(`${certificate}.pem`));
      this.clients.set(key, client);
    }
    return this.clients.get(key);
  }

  connectEdge() {
    return new grpc.Client(this.edge.address, grpc.credentials.createSsl(readFileSync(this.edge.ca)), { 'grpc.enable_http_proxy': 0 });
  }

  connect(area, key, certificate) {
    const options = { 'grpc.enable_http_proxy': 0, 'grpc.ssl_target_name_override': area, 'grpc.default_authority': area };
    return new grpc.Client(`127.0.0.1:${this.ports[area]}`, grpc.credentials.createSsl(this.file('ca.pem'), key, certificate), options);
  }

  // Calls a method with a message, JSON or mere bytes. Answers { code: 'OK', json } or an error as above. `host` is a service, or 'edge'.
  async call(method, request, { certificate = 'gateway', token, host = this.hostsOf(method)[0], client = this.client(host, certificate), deadline = DEADLINE } = {}) {
    const metadata = new grpc.Metadata();
    if (token) metadata.set('authorization', `Bearer ${token}`);
    const bytes = Buffer.isBuffer(request) ? request : bytesOf(method.input, request.$typeName ? request : messageOf(method.input, request));
    try {
      const answer = await new Promise((resolve, reject) => {
        const done = (error, value) => (error ? reject(error) : resolve(value));
        const given = [method.path, (value) => value, (value) => value];
        if (!method.takesStream) return client.makeUnaryRequest(...given, bytes, metadata, { deadline: Date.now() + deadline }, done);
        const stream = client.makeClientStreamRequest(...given, metadata, { deadline: Date.now() + deadline }, done);
        stream.write(bytes);
        return stream.end();
      });
      return { code: 'OK', reason: '', fields: [], json: jsonOf(method.output, read(method.output, answer)) };
    } catch (error) {
      if (error.code === undefined) throw error;
      return errorOf(error);
    }
  }

  // Whoever calls afterwards connects anew.
  close() {
    for (const client of this.clients.values()) client.close();
    this.clients.clear();
  }
}
