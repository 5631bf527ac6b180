// What the page changes of a description.
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
}

interface Response {
  content?: object;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, Response>;
  security?: Record<string, unknown>[];
}

export interface Description {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Response>; securitySchemes: Record<string, unknown> };
}

// The description as this page offers it for calling. A cookie can't be typed into a form, and its header comes by itself: a token is the one thing to
// authorize with. Examples have no request ids, for the same id is good for one request only. Problems, which all look alike, are told by words.
export function forCalling(description: Description, origin: string): Description {
  const changed = structuredClone(description);
  changed.servers = [{ url: origin }];
  changed.components.securitySchemes = { bearer: changed.components.securitySchemes.bearer };
  for (const operation of Object.values(changed.paths).flatMap((each) => Object.values(each))) {
    leaveSecurityToTokens(operation);
    leaveRequestIdOpen(operation);
    for (const [status, response] of Object.entries(operation.responses)) if (status >= '400') delete response.content;
  }
  for (const problem of Object.values(changed.components.responses)) delete problem.content;
  return changed;
}

function leaveSecurityToTokens(operation: Operation): void {
  const anybody = operation.security?.some((way) => Object.keys(way).length === 0) ?? true;
  operation.security = anybody ? [] : operation.security?.filter((way) => 'bearer' in way);
}

function leaveRequestIdOpen(operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in !== 'header' || parameter.name !== 'Idempotency-Key') continue;
    delete parameter.example;
    parameter.required = false;
    parameter.description = `${parameter.description ?? ''} Left empty, this page makes a fresh one for each call.`.trim();
  }
  for (const { example } of Object.values(operation.requestBody?.content ?? {})) {
    if (example && typeof example === 'object' && 'requestId' in example) delete example.requestId;
  }
}
