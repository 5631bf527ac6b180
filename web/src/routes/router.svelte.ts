import { matchPath, type Params } from './match';
import { routes } from './routes';

// Where the app is. Links are plain <a href>; clicks on them are taken over here.
class Router {
  path = $state(location.pathname);
  search = $state(location.search);
  hash = $state(location.hash);

  get here(): string {
    return this.path + this.search;
  }

  query(name: string): string {
    return new URLSearchParams(this.search).get(name) ?? '';
  }

  // Where the app is, but for one part of the query.
  without(name: string): string {
    const query = new URLSearchParams(this.search);
    query.delete(name);
    return [this.path, query.toString()].filter(Boolean).join('?');
  }

  match(): { route: (typeof routes)[number]; params: Params } | undefined {
    for (const route of routes) {
      const params = matchPath(route.path, this.path);
      if (params) return { route, params };
    }
    return undefined;
  }

  go(to: string, { replace = false } = {}): void {
    const url = new URL(to, location.href);
    if (replace) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
    this.#read();
    if (!replace) window.scrollTo(0, 0);
  }

  listen(): void {
    window.addEventListener('popstate', () => this.#read());
    window.addEventListener('hashchange', () => this.#read());
    document.addEventListener('click', (event) => this.#click(event));
  }

  #read(): void {
    this.path = location.pathname;
    this.search = location.search;
    this.hash = location.hash;
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    if (link.href !== location.href) this.go(link.href);
    else window.scrollTo(0, 0);
  }
}

export const router = new Router();
