import { describe, expect, it } from 'vitest';
import { contentWords, intervalWords, momentWords, rangeWords, shortId } from '../src/lib/format';

describe('values in words', () => {
  it('tell what a count allows, and never 0 for what is not told', () => {
    expect(rangeWords({ low: 7, high: null })).toBe('≥ 7');
    expect(rangeWords({ low: 0, high: 20 })).toBe('≤ 20');
    expect(rangeWords({ low: 24, high: 99 })).toBe('24–99');
    expect(rangeWords({ low: 0, high: 0 })).toBe('0');
    expect(rangeWords(null)).toBe('not told');
  });

  it('tell days as exactly as they are known', () => {
    expect(intervalWords({ start: '2017-11-04', end: '2017-11-04' })).toBe('2017-11-04');
    expect(intervalWords({ start: '2017-11-01', end: '2017-11-30', precision: 'month' })).toBe('2017-11');
    expect(intervalWords({ start: '2017-01-01', end: '2017-12-31', precision: 'year' })).toBe('2017');
    expect(intervalWords({ start: '2017-11-01', end: '2017-11-30', precision: 'span' })).toBe('2017-11-01 to 2017-11-30');
  });

  it('take the label where there is one', () => {
    const value = { content: 'islamic-state', words: 'islamic-state', label: 'Islamic State', claims: [], sources: [], origins: 1 };
    expect(contentWords(value)).toBe('Islamic State');
    expect(contentWords({ ...value, label: undefined, content: { low: 3, high: 9 } })).toBe('3–9');
  });

  it('shorten identifiers as the command line does', () => {
    expect(shortId('c-fc26940011223344')).toBe('fc2694');
    expect(shortId('e-4ea2260011223344')).toBe('e-4ea226');
  });

  it('give moments in UTC', () => {
    expect(momentWords('2017-11-05T13:21:09+03:00')).toBe('2017-11-05 10:21 UTC');
    expect(momentWords('2017-11-05T10:21:09')).toBe('2017-11-05 10:21 UTC');
    expect(momentWords(null)).toBe('never');
  });
});
