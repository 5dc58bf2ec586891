import { describe, expect, it } from 'vitest';
import { coloursOf, holderOf, lanesOf } from '../src/lib/lanes';
import type { Camp, ControlSpell } from '../src/lib/types';

const unknown = (reason: string) => ({ is: 'unknown' as const, reason });
const camp = (words: string, more: Partial<Camp> = {}): Camp => ({ holder: unknown(`'${words}' is not tied to an entry`), words, claims: [], origins: [], stake: 'none', worded: words, ...more });
const spell = (more: Partial<ControlSpell>): ControlSpell => ({
  id: 's', place: { key: 'p', name: 'P', level: 'settlement', place: unknown('') }, holder: unknown(''), state: 'held', first: '2024-05-01', last: null,
  since: unknown(''), until: unknown(''), camps: [], claims: [], heard: null, stale_after: 90, why: '', ...more,
});
const RANGE: [string, string] = ['2024-05-01', '2024-05-20'];

describe('lanes', () => {
  it('of a holder that no dictionary has are named by the words', () => {
    const lanes = lanesOf(
      [
        spell({ id: 's1', camps: [camp('Rebels')], holder_words: 'Rebels' }),
        spell({ id: 's2', state: 'contested', camps: [camp('rebels'), camp('', { holder: 'syrian-army', label: 'Syrian army', worded: null })] }),
        spell({ id: 's3', state: 'unknown' }),
      ],
      RANGE,
    );
    expect(lanes.map(({ label, bars }) => [label, bars.length])).toEqual([['Rebels (not in the dictionaries)', 2], ['Syrian army', 1], ['nobody known', 1]]);
    expect(new Set(lanes.map((lane) => lane.side)).size).toBe(3);
    expect(lanes.at(-1)?.side).toBe(-1);
  });

  it('of the map have a colour by the words', () => {
    const holder = holderOf({ holder: null, holder_name: null, holder_words: 'Rebels' });
    expect(holder?.label).toBe('Rebels (not in the dictionaries)');
    expect(coloursOf([holder?.key ?? '']).get('words:rebels')).toBeGreaterThanOrEqual(0);
    expect(holderOf({ holder: null, holder_name: null, holder_words: null })).toBeNull();
    expect(holderOf({ holder: 'x', holder_name: 'X', holder_words: null })).toEqual({ key: 'x', label: 'X' });
  });
});
