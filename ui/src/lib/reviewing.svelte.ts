// The queue of review: one task at a time, what was skipped, and what was decided, so that it can be taken back.

import { api, Failure } from './api';
import { allTheSame } from './deciding';
import { router } from './router.svelte';
import { notes } from './session.svelte';
import type { NewDecision, Task } from './types';

const SAID: Record<string, string> = {
  accept: 'Accepted', reject: 'Rejected', correct: 'Corrected: accept the claim, skip it or correct another field', merge: 'Merged: one event', split: 'Split: two events', undo: 'Taken back',
};

export class Queue {
  task = $state.raw<Task | null>(null);
  left = $state<number | null>(null);
  done = $state(0);
  failure = $state('');
  busy = $state(false);
  /** Why the last decision was refused, and how to make it all the same where another one was made meanwhile. */
  refusal = $state.raw<{ words: string; again: (() => void) | null } | null>(null);
  kind = $state('');
  /** Decisions of this sitting, the last one last, with the task they were on. */
  made = $state.raw<{ decision: string; task: string }[]>([]);
  #skipped: string[] = [];
  /** Decisions of others that a refusal told of: who decides again has seen them. */
  #told: readonly string[] = [];
  #stop: AbortController | null = null;

  /** Shows the task of this identifier, or the next one. */
  async load(id: string | null): Promise<void> {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    this.busy = true;
    try {
      const skip = this.#skipped.slice(-200).join(',');
      const answer = await api.review({ task: id, skip, kind: this.kind }, stop.signal);
      if (stop.signal.aborted) return;
      this.task = answer.task;
      this.left = answer.left;
      this.done = answer.done;
      this.failure = '';
      if (answer.task?.id !== id) {
        this.refusal = null;
        this.#told = [];
      }
      if (answer.task && answer.task.id !== id) router.set({ task: answer.task.id }, { replace: id === null && !router.params.get('task') });
      if (!answer.task && router.params.get('task')) router.set({ task: null }, { replace: true });
    } catch (error) {
      if (stop.signal.aborted) return;
      this.failure = error instanceof Failure ? error.message : String(error);
    }
    this.busy = false;
  }

  async skip(): Promise<void> {
    if (this.busy || !this.task) return;
    this.#skipped.push(this.task.id);
    await this.load(null);
  }

  /** Forgets what was skipped, and begins again. */
  async again(): Promise<void> {
    this.#skipped = [];
    await this.load(null);
  }

  /** Decides, and goes on to the next task; after a correction it stays, since other fields may be wrong, too. */
  async decide(decision: NewDecision): Promise<boolean> {
    const task = this.task;
    if (this.busy || !task) return false;
    this.busy = true;
    this.refusal = null;
    if (decision.seen && this.#told.length) decision = { ...decision, seen: [...new Set([...decision.seen, ...this.#told])] };
    try {
      const answer = await api.decide(decision);
      this.made = [...this.made, { decision: answer.decision.decision.id, task: task.id }];
      notes.say(`${SAID[decision.kind] ?? 'Done'}. U takes it back.`);
    } catch (error) {
      this.busy = false;
      const again = allTheSame(decision, error);
      if (again) this.#told = again.seen ?? [];
      this.refusal = { words: error instanceof Failure ? error.message : String(error), again: again && (() => void this.decide(again)) };
      return false;
    }
    this.busy = false;
    if (decision.kind === 'correct') {
      await this.load(task.id);
      return true;
    }
    this.#skipped.push(task.id);
    await this.load(null);
    return true;
  }

  /** Takes the last decision of this sitting back; with `seen`, though these were laid over it meanwhile. */
  async undo(seen: readonly string[] = []): Promise<void> {
    const last = this.made.at(-1);
    if (!last) {
      notes.say('Nothing was decided in this sitting. Older decisions can be taken back under Decisions.');
      return;
    }
    if (this.busy) return;
    this.busy = true;
    const undo: NewDecision = { kind: 'undo', subjects: [last.decision], seen: [...seen] };
    try {
      await api.decide(undo);
      this.made = this.made.slice(0, -1);
      this.#skipped = this.#skipped.filter((each) => each !== last.task);
      notes.say('Taken back.');
    } catch (error) {
      this.busy = false;
      const again = allTheSame(undo, error);
      const act = again && { label: 'Decide all the same', run: () => void this.undo(again.seen) };
      notes.say(error instanceof Failure ? error.message : String(error), { bad: true, ...(act ? { act } : {}) });
      return;
    }
    this.busy = false;
    router.set({ task: last.task });
    await this.load(last.task);
  }
}
