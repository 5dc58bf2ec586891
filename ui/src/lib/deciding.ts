// Writes a decision, says so, and offers to take it back.

import { api, Failure } from './api';
import { notes } from './session.svelte';
import type { NewDecision } from './types';

const DONE: Record<string, string> = {
  accept: 'Accepted.',
  reject: 'Rejected.',
  correct: 'Corrected.',
  merge: 'Merged.',
  split: 'Split.',
  note: 'Noted.',
  undo: 'Taken back.',
};

/** The identifier of the decision, or null where the server refused it; `after` is called once it stands or is undone. */
export async function decide(decision: NewDecision, after: () => void): Promise<string | null> {
  try {
    const answer = await api.decide(decision);
    const id = answer.decision.decision.id;
    const undo = decision.kind === 'undo' ? undefined : () => void decide({ kind: 'undo', subjects: [id] }, after);
    notes.say(DONE[decision.kind] ?? 'Done.', undo ? { undo } : {});
    after();
    return id;
  } catch (error) {
    notes.say(error instanceof Failure ? error.message : String(error), { bad: true });
    return null;
  }
}
