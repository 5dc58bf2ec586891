// What a screen asks for: the newest answer, whether another is under way, and why the last one failed.
// The first of several changes is asked for at once; while the question goes on changing, requests are held back a moment, and
// dropped when it has changed.

import { untrack } from 'svelte';
import { Failure } from './api';

export class Resource<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  loading = $state(false);
  #again = $state(0);

  /** Asks anew, for the same question. */
  reload(): void {
    this.#again += 1;
  }

  /** @internal */
  get again(): number {
    return this.#again;
  }
}

/**
 * The resource that `ask` fills. `question` names what is asked; when it changes, what is under way is dropped and asked anew:
 * at once, or after `wait` milliseconds where it changed before within these. The old value stays until the new one is there, unless `subject` changes too: then it is another
 * thing, and the old value must not stand under its name.
 */
export function resource<T>(
  question: () => string | null,
  ask: (signal: AbortSignal) => Promise<T>,
  options: { wait?: number; subject?: () => string } = {},
): Resource<T> {
  const made = new Resource<T>();
  let before: string | undefined;
  let changed = -Infinity;
  $effect(() => {
    const asked = question();
    void made.again;
    const subject = options.subject?.();
    if (subject !== before) {
      before = subject;
      made.value = null;
    }
    if (asked === null) {
      made.loading = false;
      return;
    }
    const stop = new AbortController();
    made.loading = true;
    const longest = options.wait ?? 0;
    const now = performance.now();
    const wait = untrack(() => made.value) === null || now - changed > longest ? 0 : longest;
    changed = now;
    const timer = setTimeout(() => {
      ask(stop.signal)
        .then((value) => {
          if (stop.signal.aborted) return;
          made.value = value;
          made.failure = null;
          made.loading = false;
        })
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          made.failure = error instanceof Failure ? error : new Failure(0, String(error));
          made.loading = false;
        });
    }, wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  });
  return made;
}
