// What a claim says of a field, in words, for a run's differences.

import { intervalWords, isUnknown, rangeWords } from './format';
import type { GroundedClaim, Interval, Range, Unknown } from './types';

function words(value: unknown): string {
  if (value === null || value === undefined) return 'not told';
  if (Array.isArray(value)) return value.map(words).join(', ') || 'not told';
  if (typeof value !== 'object') return String(value);
  if (isUnknown(value)) return `unknown: ${(value as Unknown).reason}`;
  if ('value' in value) return words(value.value);
  if ('name' in value) return String(value.name);
  if ('words' in value) return String(value.words);
  if ('amount' in value && 'kind' in value) return `${rangeWords(value.amount as Range)} ${String(value.kind)}`;
  if ('low' in value) return rangeWords(value as Range);
  if ('start' in value && 'end' in value) return intervalWords(value as Interval);
  return JSON.stringify(value);
}

/** The claim's value of the field in words; without a claim, that it has none. */
export function saidOf(grounded: GroundedClaim | null, field: string): string {
  if (!grounded) return 'not in it';
  const { claim } = grounded;
  if (!field || field === 'words') return `${claim.type}: ${claim.evidence.text}`;
  if (field === 'when') return words(grounded.when);
  if (field === 'place') return words(grounded.places.map((each) => each.place));
  if (['killed', 'wounded', 'captured', 'missing', 'displaced'].includes(field)) {
    return isUnknown(claim.casualties) ? words(claim.casualties) : words(claim.casualties.filter((each) => each.kind === field).map((each) => each.amount));
  }
  return words((claim as unknown as Record<string, unknown>)[field]);
}
