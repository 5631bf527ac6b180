// Every rpc there is, as the descriptors of the build tell it: nothing of a method is said twice.
import { readFileSync } from 'node:fs';
import { createFileRegistry, fromBinary, fromJson, getOption, hasOption, toBinary, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

const DESCRIPTORS = process.env.PARLEY_DESCRIPTORS ?? new URL('../../../build/dev/parley.binpb', import.meta.url);
const SERVICE = 6; // the numbers of a FileDescriptorProto's services and of a ServiceDescriptorProto's methods, in the paths of comments
const METHOD = 2;

const files = fromBinary(FileDescriptorSetSchema, readFileSync(DESCRIPTORS));
export const registry = createFileRegistry(files);

const option = (method, name) => {
  const extension = registry.getExtension(name);
  return hasOption(method, extension) ? getOption(method, extension) : undefined;
};

// The comments of a file, by the path of what they stand at.
function commentsOf(file) {
  return new Map(file.proto.sourceCodeInfo.location.map((each) => [each.path.join(), each.leadingComments]));
}

const ROLE = registry.getEnum('parley.api.v1.Role');
const roleName = (number) => ROLE.value[number].name;

// GET /v1/runs/{run_id} and the like; undefined for a method without a route.
function routeOf(method) {
  const rule = option(method, 'google.api.http');
  if (!rule) return undefined;
  return { verb: rule.pattern.case.toUpperCase(), path: rule.pattern.value, body: rule.body };
}

// The reasons that a comment names with FAILED_PRECONDITION: "FAILED_PRECONDITION: A (when), B." or "FAILED_PRECONDITION (A) when".
export function statesNamedBy(comment) {
  const lists = [...comment.replace(/ \([^()]*\)/g, (aside) => (/^ \([A-Z_]+\)$/.test(aside) ? aside : '')).matchAll(/FAILED_PRECONDITION(?:: ([^.:]*)| \(([A-Z_]+)\))/g)];
  return [...new Set(lists.flatMap(([, list, single]) => (single ? [single] : list.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [])))];
}

function methodsOf(service, file, index) {
  const comments = commentsOf(file);
  return service.methods.map((method, place) => ({
    name: `${service.typeName}/${method.name}`,
    path: `/${service.typeName}/${method.name}`,
    area: file.proto.package.split('.')[1],
    takesStream: method.methodKind !== 'unary',
    input: method.input,
    output: method.output,
    access: accessOf(method),
    mutates: option(method, 'parley.api.v1.mutates') ?? false,
    rationed: option(method, 'parley.api.v1.rationed') ?? false,
    route: routeOf(method),
    states: statesNamedBy(comments.get([SERVICE, index, METHOD, place].join()) ?? ''),
  }));
}

function accessOf(method) {
  const access = option(method, 'parley.api.v1.access');
  if (!access) return { public: false, signedIn: false, roles: [], services: [], scopes: [] };
  return {
    public: access.public,
    signedIn: access.signedIn,
    roles: access.roles.map(roleName),
    services: access.services,
    scopes: access.apiClientScopes,
  };
}

export const methods = [...registry.files]
  .filter((file) => file.proto.package.startsWith('parley.'))
  .flatMap((file) => file.services.flatMap((service, index) => methodsOf(service, file, index)))
  .sort((a, b) => a.name.localeCompare(b.name));

// Whether people and programs may call it from outside, at the gateway's edge.
export const isOpen = ({ access }) => access.services.length === 0;

export function methodOf(name) {
  return methods.find((each) => each.name === name);
}

// Comments of the fields of a message, by the field's name.
export function fieldComments(message) {
  const comments = commentsOf(message.file);
  const path = pathOf(message);
  return new Map(message.fields.map((field) => [field.name, comments.get([...path, 2, message.proto.field.indexOf(field.proto)].join()) ?? '']));
}

function pathOf(message) {
  if (!message.parent) return [4, message.file.proto.messageType.indexOf(message.proto)];
  return [...pathOf(message.parent), 3, message.parent.proto.nestedType.indexOf(message.proto)];
}

// Requests and answers are told in protobuf's JSON, as at the gateway.
export const messageOf = (schema, json = {}) => fromJson(schema, json, { registry });
export const jsonOf = (schema, message) => toJson(schema, message, { registry });
export const bytesOf = (schema, message) => Buffer.from(toBinary(schema, message));
export const read = fromBinary;
