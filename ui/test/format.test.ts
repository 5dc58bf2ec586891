import { describe, expect, it } from 'vitest';
import { addedWords, contentWords, intervalWords, momentWords, rangeWords, readWords, shortId } from '../src/lib/format';

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

describe('a job in words', () => {
  it('tells new reports from new versions', () => {
    expect(addedWords({ reports: 3, versions: 1, claims: 7, known: 0 })).toBe('2 new reports, 1 new version of one and 7 claims added');
    expect(addedWords({ reports: 1, versions: 1, claims: 1, known: 2 })).toBe('1 new version of one and 1 claim added · 2 there already');
    expect(addedWords({ reports: 0, versions: 0, claims: 0 })).toBe('0 new reports and 0 claims added');
  });

  it('tells what could not be read', () => {
    expect(readWords({ done: 1, total: 1, failed: 1 })).toBe('1 of 1 could not be read');
    expect(readWords({ done: 3, total: 3, failed: 1 })).toBe('2 of 3 read · 1 could not be read');
    expect(readWords({ done: 2, total: null })).toBe('2 read');
  });
});
