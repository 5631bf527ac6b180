// Makes src/api/schema.d.ts of the gateway's OpenAPI document: `node api_types.mjs DOCUMENT [--check]`, DOCUMENT being what
// `parley-gateway openapi` prints. With --check it says only whether the file is what would be made.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const schemaFile = fileURLToPath(new URL('src/api/schema.d.ts', import.meta.url));
const alwaysFile = new URL('src/api/always.json', import.meta.url);
const verbs = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options'];

// What calls need: every failure is a Problem, which api/problem reads, and what a method does stands in its proto.
function trim(document) {
  for (const item of Object.values(document.paths)) {
    for (const operation of verbs.map((verb) => item[verb]).filter(Boolean)) {
      delete operation.description;
      // Headers are of every call (api/http).
      operation.parameters = operation.parameters?.filter((parameter) => parameter.in !== 'header').map(({ name, in: place, required, schema }) => ({ name, in: place, required, schema }));
      delete operation.requestBody?.content['application/json']?.example;
      for (const status of Object.keys(operation.responses)) if (!status.startsWith('2')) delete operation.responses[status];
    }
  }
  document.components = { schemas: document.components.schemas };
}

// The app relies on more being in every answer than the contracts can say. tests/journeys/api_document.mjs holds the running gateway to it.
function requireAlways(schemas) {
  for (const [name, fields] of Object.entries(JSON.parse(readFileSync(alwaysFile, 'utf8')))) {
    for (const field of fields) if (!schemas[name]?.properties[field]) throw new Error(`always.json: there is no ${name}.${field}`);
    schemas[name].required = [...(schemas[name].required ?? []), ...fields];
  }
}

const [documentFile, check] = process.argv.slice(2);
const document = JSON.parse(readFileSync(documentFile, 'utf8'));
trim(document);
requireAlways(document.components.schemas);
const made = `// Made by api_types.mjs (npm run api-types) of the gateway's OpenAPI document. Don't change it by hand.\n\n${astToString(await openapiTS(document))}`;
if (check !== '--check') {
  writeFileSync(schemaFile, made);
} else if (readFileSync(schemaFile, 'utf8') !== made) {
  console.error('web/src/api/schema.d.ts is not of these contracts: run `npm run api-types` in web, and look at what changed.');
  process.exit(1);
}
