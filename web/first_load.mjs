// What a browser fetches before it shows anything of the app, packed as the gateway hands it out: index.html, what it names, and what that imports.
// Fails above the limit: people come on bad lines.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const kMostBytes = 40 * 1024;

const { output } = await build({ root: fileURLToPath(new URL('.', import.meta.url)), logLevel: 'error', build: { write: false } });
const files = new Map(output.map((file) => [file.fileName, file]));
const first = new Set();

function take(name) {
  const file = files.get(name);
  if (!file || first.has(name)) return;
  first.add(name);
  for (const each of file.imports ?? []) take(each);
}

const page = files.get('index.html');
take('index.html');
for (const [, name] of page.source.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) take(name);

let total = 0;
for (const name of first) {
  const { code, source } = files.get(name);
  const size = gzipSync(code ?? source, { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(7)}  ${name}`);
}
console.log(`${String(total).padStart(7)}  in all, of at most ${kMostBytes}`);
if (first.size < 3 || total > kMostBytes) {
  console.error(first.size < 3 ? 'index.html names no script or no style: this measures nothing.' : 'The first load is too large: what not every visitor needs can come later (routes.ts, Membership.svelte, texts/).');
  process.exit(1);
}
