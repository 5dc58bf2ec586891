import { describe, expect, it } from 'vitest';
import { pieces } from '../src/lib/spans';

const span = (start: number, end: number, name: string) => ({ start, end, name });
const told = (from: number, to: number, spans: ReturnType<typeof span>[]) =>
  pieces(from, to, spans).map((piece) => [piece.start, piece.end, piece.spans.map((each) => each.name).join('')]);

describe('pieces', () => {
  it('gives one piece where there is no span', () => {
    expect(told(3, 9, [])).toEqual([[3, 9, '']]);
  });

  it('nests the shorter in the longer, the longest first', () => {
    expect(told(0, 10, [span(2, 4, 'b'), span(0, 10, 'a')])).toEqual([[0, 2, 'a'], [2, 4, 'ab'], [4, 10, 'a']]);
  });

  it('cuts spans that overlap', () => {
    expect(told(0, 9, [span(1, 5, 'a'), span(3, 8, 'b')])).toEqual([[0, 1, ''], [1, 3, 'a'], [3, 5, 'ba'], [5, 8, 'b'], [8, 9, '']]);
  });

  it('cuts what reaches beyond the block, leaves out what is outside it or empty', () => {
    expect(told(5, 10, [span(0, 7, 'a'), span(9, 20, 'b'), span(10, 12, 'c'), span(6, 6, 'd')])).toEqual([
      [5, 7, 'a'], [7, 9, ''], [9, 10, 'b'],
    ]);
  });

  it('tells which spans begin and end with a piece', () => {
    const [first, second] = pieces(0, 4, [span(0, 4, 'a'), span(2, 4, 'b')]);
    expect(first?.opens.map((each) => each.name)).toEqual(['a']);
    expect(first?.closes).toEqual([]);
    expect(second?.opens.map((each) => each.name)).toEqual(['b']);
    expect(second?.closes.map((each) => each.name)).toEqual(['a', 'b']);
  });

  it('holds for two spans of the same stretch', () => {
    expect(told(0, 3, [span(1, 2, 'a'), span(1, 2, 'b')])).toEqual([[0, 1, ''], [1, 2, 'ab'], [2, 3, '']]);
  });

  it('leaves no gap and no overlap, whatever the spans', () => {
    let seed = 7;
    const next = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
    for (let round = 0; round < 200; round++) {
      const spans = Array.from({ length: next(8) }, (_, i) => span(next(30), next(30), String(i)));
      const made = pieces(5, 25, spans);
      expect(made[0]?.start).toBe(5);
      expect(made.at(-1)?.end).toBe(25);
      made.slice(1).forEach((piece, i) => expect(piece.start).toBe(made[i]?.end));
      for (const piece of made) {
        const over = spans.filter((each) => each.start <= piece.start && each.end >= piece.end && each.end > each.start);
        expect(new Set(piece.spans)).toEqual(new Set(over));
      }
    }
  });
});
