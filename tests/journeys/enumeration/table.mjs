// The words that tables of cases are written in. A case is, by the method's name:
//   by          who makes the good request; by default whoever the method's access names first
//   good        a request that works, in protobuf's JSON, made in the prepared world
//   optional    fields of it that may be left out; all others are required
//   unknown     what is answered where an id in it is of nothing, if not NOT_FOUND: { field: code }
//   free        fields that may hold anything, as { field: why }
//   foreign     who is let in by access, but is nothing to the objects of the good request: they get the answer of what is not there
//   stale       where the etag is
//   outOfState  for each reason that the contract names with FAILED_PRECONDITION: how it comes about
//   pages       for a list: the request of another list of the method, which this one's page tokens are not of
//   endsToken   true where the good request ends its own token: a repeat may come too late
//   volatile    why the answer to the good request changes though nobody changes anything
// What makes no sense for a method is none('why').
export class None {
  constructor(why) {
    this.why = why;
  }
}
export const none = (why) => new None(why);

// The good request once more, after it was done.
export const again = (_, good) => good;

// A state that time alone brings: `prepare` makes the request, before weeks pass.
export class Later {
  constructor(prepare) {
    this.prepare = prepare;
  }
}
export const later = (prepare) => new Later(prepare);

// A request of somebody else than `by`.
export class By {
  constructor(by, request) {
    Object.assign(this, { by, request });
  }
}
export const by = (who, request) => new By(who, request);

// The cases of a service's methods under their full names.
export const of = (service, cases) => Object.fromEntries(Object.entries(cases).map(([method, each]) => [`parley.${service}/${method}`, each]));

const KINDS = ['good', 'foreign', 'stale', 'outOfState', 'pages'];
const OTHERS = ['by', 'optional', 'unknown', 'free', 'volatile', 'endsToken'];

const has = (schema, name) => schema.fields.some((field) => field.name === name);
const hasEtag = ({ input }) => has(input, 'etag') || (has(input, 'update_mask') && input.fields.some((field) => field.message && has(field.message, 'etag')));

// What a method's cases lack, in words.
export function lacks(method, cases) {
  if (!cases) return [`${method.name} has no cases`];
  const flaws = [];
  const say = (flaw) => flaws.push(`${method.name} ${flaw}`);
  const known = (kind) => cases[kind] instanceof None || cases[kind] !== undefined;
  for (const key of Object.keys(cases)) if (![...KINDS, ...OTHERS].includes(key)) say(`has a case of no kind: ${key}`);
  if (typeof cases.good !== 'function') say('has no good request');
  if (!known('foreign')) say('does not say what another finds');
  if (hasEtag(method) && !known('stale')) say('does not say where its etag is');
  if (has(method.input, 'page_token') && !known('pages')) say('does not say what its pages are');
  const told = cases.outOfState ?? {};
  for (const state of method.states) if (!told[state]) say(`does not show how ${state} comes about`);
  for (const state of Object.keys(told)) if (!method.states.includes(state)) say(`shows ${state}, which its contract does not name`);
  for (const [kind, each] of Object.entries({ ...cases, ...told })) if (each instanceof None && !each.why) say(`gives no reason for no ${kind}`);
  return flaws;
}
