// Writes a decision, says so, and offers to take it back.

import { api, Failure } from './api';
import { notes } from './session.svelte';
import type { DecisionKind, DecisionRow, NewDecision } from './types';

const DONE: Record<string, string> = {
  accept: 'Accepted.',
  reject: 'Rejected.',
  correct: 'Corrected.',
  merge: 'Merged.',
  split: 'Split.',
  note: 'Noted.',
  undo: 'Taken back.',
};

const SORTS: readonly (readonly DecisionKind[])[] = [
  ['accept', 'correct', 'reject'],
  ['merge', 'split'],
];

/** Of decisions, the oldest first: the last one that stands and that one of this kind would be laid over. */
export function lastSeen(rows: readonly DecisionRow[], kind: DecisionKind): string | null {
  const sort = SORTS.find((kinds) => kinds.includes(kind)) ?? [];
  return rows.filter((row) => row.stands && sort.includes(row.decision.kind)).at(-1)?.decision.id ?? null;
}

/** Whether it was refused because another decision was made meanwhile. */
export const isConflict = (error: unknown): boolean => error instanceof Failure && error.status === 409;

/** Says why a decision was refused; where another one was made meanwhile, `again` decides all the same. */
export function refused(error: unknown, again: () => void): void {
  const words = error instanceof Failure ? error.message : String(error);
  notes.say(words, { bad: true, ...(isConflict(error) ? { act: { label: 'Decide all the same', run: again } } : {}) });
}

/** The decision to be laid over whatever stands. */
export function unseen(decision: NewDecision): NewDecision {
  const { seen: _seen, ...rest } = decision;
  return rest;
}

/** The identifier of the decision, or null where the server refused it; `after` is called once it stands or is undone. */
export async function decide(decision: NewDecision, after: () => void): Promise<string | null> {
  try {
    const answer = await api.decide(decision);
    const id = answer.decision.decision.id;
    const undo = decision.kind === 'undo' ? undefined : () => void decide({ kind: 'undo', subjects: [id] }, after);
    notes.say(DONE[decision.kind] ?? 'Done.', undo ? { act: { label: 'Undo', run: undo } } : {});
    after();
    return id;
  } catch (error) {
    refused(error, () => void decide(unseen(decision), after));
    return null;
  }
}
