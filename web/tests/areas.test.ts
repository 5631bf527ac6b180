// Texts come with the screens that need them: what a screen says must be in the areas that routes.ts names for it, and what the app says
// around every screen must travel with it.
import { describe, expect, it } from 'vitest';
import { areas, areaTexts, keysOf } from './catalogues';

const sources: Record<string, string> = import.meta.glob('../src/**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true });
const areaOf = new Map(['', ...areas].flatMap((area) => Object.keys(areaTexts(area, 'en')).map((key) => [key, area] as const)));

// Asked for with texts.has(), with other words where there is none: a reason is raised by the screen that has the words for it.
const optional = ['problem.', 'field.', 'failure.'];

function fileOf(from: string, name: string): string | undefined {
  const path = new URL(name, `file:///web/tests/${from}`).pathname.replace('/web/', '../');
  return [path, `${path}.ts`].find((each) => each in sources);
}

// A file and all that it imports, at once or later, but not the screens (routes.ts) nor the texts themselves.
function reached(from: string, found = new Set<string>()): Set<string> {
  if (found.has(from) || from.endsWith('routes.ts') || from.endsWith('texts.svelte.ts')) return found;
  found.add(from);
  for (const [, name] of sources[from].matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)) {
    const path = fileOf(from, name);
    if (path) reached(path, found);
  }
  return found;
}

// The areas of the texts that files name: whole keys in quotes, and beginnings before "${".
function needed(files: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    const source = sources[file];
    for (const [, key] of source.matchAll(/'([a-zA-Z]+\.[\w.-]+)'/g)) if (areaOf.has(key)) found.add(areaOf.get(key)!);
    for (const [, start] of source.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{/g)) {
      if (optional.includes(start)) continue;
      for (const [key, area] of areaOf) if (key.startsWith(start)) found.add(area);
    }
  }
  return found;
}

const around = reached('../src/main.ts');
const route = /path: '([^']+)', load: \(\) => import\('\.\.([^']+)'\)(?:, texts: \[([^\]]*)\])?/g;
const routes = [...sources['../src/routes/routes.ts'].matchAll(route)].map(([, path, screen, named = '']) => ({
  path,
  screen: `../src${screen}`,
  named: [...named.matchAll(/\w+/g)].map(([area]) => area),
}));

describe('the texts', () => {
  it('around every screen travel with the app', () => {
    expect([...needed(around)]).toEqual(['']);
  });

  it.each(routes)('of $path come with it', ({ screen, named }) => {
    const own = [...reached(screen)].filter((file) => !around.has(file));
    expect([...needed(own)].filter((area) => area !== '').sort()).toEqual([...named].sort());
  });

  it('stand in one place each', () => {
    const keys = keysOf('en').map((each) => each.split(' ')[1]);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(routes.length).toBeGreaterThan(25);
  });
});
