// Who is at the desk, what they may do, and what is told to them in passing.

import { api, Failure, onLost, setCsrf } from './api';
import type { Can, Me } from './types';

class Session {
  me = $state.raw<Me | null>(null);
  failure = $state.raw<Failure | null>(null);
  needsLogin = $state(false);

  async load(): Promise<void> {
    try {
      this.take(await api.me());
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure(0, String(error));
      this.failure = failure;
    }
  }

  take(me: Me): void {
    this.me = me;
    this.failure = null;
    this.needsLogin = false;
    setCsrf(me.csrf);
  }

  can(what: Can): boolean {
    return this.me?.can.includes(what) ?? false;
  }
}

export const session = new Session();

onLost((failure) => {
  session.needsLogin = true;
  session.failure = failure;
});

/** Words for the live region and the note at the foot of the page. */
class Notes {
  words = $state('');
  bad = $state(false);
  /** What can be done about it, with the words of its button. */
  act = $state.raw<{ label: string; run: () => void } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(words: string, options: { bad?: boolean; act?: { label: string; run: () => void } } = {}): void {
    clearTimeout(this.#timer);
    this.words = words;
    this.bad = options.bad ?? false;
    this.act = options.act ?? null;
    this.#timer = setTimeout(() => this.clear(), options.bad || options.act ? 12_000 : 5_000);
  }

  clear(): void {
    this.words = '';
    this.act = null;
  }
}

export const notes = new Notes();

class Theme {
  chosen = $state<'light' | 'dark' | 'system'>('system');
  #query = matchMedia('(prefers-color-scheme: dark)');
  #systemDark = $state(this.#query.matches);
  readonly dark = $derived(this.chosen === 'dark' || (this.chosen === 'system' && this.#systemDark));

  constructor() {
    const set = document.documentElement.dataset.theme;
    if (set === 'dark' || set === 'light') this.chosen = set;
    this.#query.addEventListener('change', (event) => (this.#systemDark = event.matches));
  }

  choose(theme: 'light' | 'dark' | 'system'): void {
    this.chosen = theme;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      if (theme === 'system') localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {
      // Storage may be switched off; the choice then lasts as long as the page.
    }
  }
}

export const theme = new Theme();
