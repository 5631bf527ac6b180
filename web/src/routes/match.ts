export type Params = Record<string, string>;

// "/runs/:id" against "/runs/42" → { id: "42" }; null when it does not match. A trailing slash does not matter.
export function matchPath(pattern: string, path: string): Params | null {
  const wanted = parts(pattern);
  const given = parts(path);
  if (wanted.length !== given.length) return null;
  const params: Params = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i].startsWith(':')) params[wanted[i].slice(1)] = decode(given[i]);
    else if (wanted[i] !== given[i]) return null;
  }
  return params;
}

// A path of this app to go on to, or "/" for anything that would lead elsewhere.
export function safePath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path) || /[\\\u0000-\u001f]/.test(path)) return '/';
  return path;
}

function parts(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
