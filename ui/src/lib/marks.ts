// The words of a claim that each of its fields was read from, as in `dateline show`.

import { isUnknown } from './format';
import type { Evidence, GroundedClaim } from './types';

export interface Mark {
  start: number;
  end: number;
  field: string;
}

const COLOUR: Record<string, string> = {
  who: 'who',
  'to whom': 'whom',
  place: 'place',
  when: 'when',
  'how many': 'many',
  means: 'means',
  source: 'source',
  says: 'source',
  what: 'what',
  reality: 'reality',
  actors: 'who',
  recipients: 'whom',
  places: 'place',
  casualties: 'many',
  killed: 'many',
  wounded: 'many',
  sources: 'source',
  type: 'what',
  mode: 'what',
};

/** The classes of words that a field was read from, or of its name; the colour is `--mark`. */
export const markClass = (field: string): string => `marked mark-${COLOUR[field] ?? 'what'}`;

export function marksOf({ claim }: GroundedClaim): Mark[] {
  const found: [string, Evidence | null | undefined][] = [];
  for (const [label, people] of [['who', claim.actors], ['to whom', claim.recipients]] as const) {
    if (!isUnknown(people)) for (const each of people) found.push([label, each.evidence]);
  }
  if (!isUnknown(claim.places)) for (const each of claim.places) found.push(['place', each.evidence]);
  if (!isUnknown(claim.when)) found.push(['when', claim.when.evidence]);
  if (!isUnknown(claim.casualties)) for (const each of claim.casualties) found.push(['how many', each.evidence]);
  if (!isUnknown(claim.means)) for (const each of claim.means) found.push(['means', each.evidence]);
  for (const each of claim.sources) {
    found.push(['source', each.evidence], ['says', each.verb]);
  }
  if (!isUnknown(claim.mode)) for (const each of claim.mode.evidence) found.push(['what', each]);
  for (const each of claim.reality.evidence) found.push(['reality', each]);
  const made: Mark[] = [];
  for (const [field, evidence] of found) {
    if (!evidence || (evidence.layer ?? 'report') !== 'report' || evidence.end <= evidence.start) continue;
    if (made.some((mark) => mark.start === evidence.start && mark.end === evidence.end && mark.field === field)) continue;
    made.push({ start: evidence.start, end: evidence.end, field });
  }
  return made;
}
