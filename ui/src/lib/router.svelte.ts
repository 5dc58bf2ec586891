// Where the page is: path and query, kept in the history. Links are plain <a href>; clicks on them are taken here.

import { addressWords, withChanges, type Change } from './address';

class Router {
  path = $state(location.pathname);
  search = $state(location.search);
  readonly params = $derived(new URLSearchParams(this.search));
  readonly segments = $derived(this.path.split('/').filter(Boolean).map(decode));
  /** How often the path changed; screens move the focus to their heading when it does. */
  visits = $state(0);

  start(): void {
    window.addEventListener('popstate', () => this.read());
    document.addEventListener('click', (event) => this.clicked(event));
  }

  go(address: string, options: { replace?: boolean } = {}): void {
    const url = new URL(address, location.href);
    const now = location.pathname + location.search;
    const next = url.pathname + url.search;
    if (next !== now) history[options.replace ? 'replaceState' : 'pushState'](null, '', next + url.hash);
    this.read();
    if (!options.replace && url.pathname !== now.split('?')[0]) window.scrollTo(0, 0);
  }

  /** Changes parameters of the query on this path. */
  set(changes: Change, options: { replace?: boolean } = {}): void {
    this.go(addressWords(this.path, withChanges(this.params, changes)), options);
  }

  /** An address on `path` that keeps the parameters named in `keep` and changes others. */
  address(path: string, changes: Change = {}, keep: readonly string[] = ['as_of']): string {
    const held = new URLSearchParams();
    for (const name of keep) for (const value of this.params.getAll(name)) held.append(name, value);
    return addressWords(path, withChanges(held, changes));
  }

  private read(): void {
    if (this.path !== location.pathname) {
      this.path = location.pathname;
      this.visits += 1;
    }
    this.search = location.search;
  }

  private clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname.startsWith('/api/') || url.pathname === '/openapi.json') return;
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    this.go(url.pathname + url.search + url.hash);
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export const router = new Router();
