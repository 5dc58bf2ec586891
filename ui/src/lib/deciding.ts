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

/** Of decisions that are shown: those that stand and that one of this kind would be laid over. */
export function seenOf(rows: readonly DecisionRow[], kind: DecisionKind): string[] {
  const sort = SORTS.find((kinds) => kinds.includes(kind)) ?? [];
  return rows.filter((row) => row.stands && sort.includes(row.decision.kind)).map((row) => row.decision.id);
}

/** The decision made all the same, now that the ones which stood in its way were told; null where it was refused for another reason. */
export function allTheSame(decision: NewDecision, error: unknown): NewDecision | null {
  if (!(error instanceof Failure) || error.status !== 409) return null;
  return { ...decision, seen: [...(decision.seen ?? []), ...error.decisions] };
}

/** The identifier of the decision, or null where the server refused it; `after` is called once it stands or is undone. */
export async function decide(decision: NewDecision, after: () => void): Promise<string | null> {
  try {
    const answer = await api.decide(decision);
    const id = answer.decision.decision.id;
    const undo = decision.kind === 'undo' ? undefined : () => void decide({ kind: 'undo', subjects: [id], seen: [] }, after);
    notes.say(DONE[decision.kind] ?? 'Done.', undo ? { act: { label: 'Undo', run: undo } } : {});
    after();
    return id;
  } catch (error) {
    const again = allTheSame(decision, error);
    const act = again && { label: 'Decide all the same', run: () => void decide(again, after) };
    notes.say(error instanceof Failure ? error.message : String(error), { bad: true, ...(act ? { act } : {}) });
    if (decision.kind === 'undo') after(); // it may have been taken back meanwhile
    return null;
  }
}
