import { describe, expect, it } from 'vitest';
import { addressWords, boxWords, filterCount, readBox, readFilters, toggled, withChanges } from '../src/lib/address';
import { queryString } from '../src/lib/api';

const params = (text: string) => new URLSearchParams(text);

describe('the address', () => {
  it('gives filters, several of one name as a list, each once', () => {
    const filters = readFilters(params('type=ASSAULT&type=TERRITORY&type=ASSAULT&since=2017-11&place=gn:1,2&q='));
    expect(filters.type).toEqual(['ASSAULT', 'TERRITORY']);
    expect(filters.place).toEqual(['gn:1,2']);
    expect(filters.since).toBe('2017-11');
    expect(filters.actor).toEqual([]);
    expect(filterCount(filters)).toBe(4);
  });

  it('does not count the day as of which it is read as a filter', () => {
    expect(filterCount(readFilters(params('as_of=2017-11-20&codebook=acled')))).toBe(0);
  });

  it('changes some parameters and keeps the rest in order', () => {
    const made = withChanges(params('since=2017&type=AID&selected=e-1'), { type: ['AID', 'ASSAULT'], selected: null, until: '2018' });
    expect(made.toString()).toBe('since=2017&type=AID&type=ASSAULT&until=2018');
  });

  it('takes away what is empty', () => {
    expect(withChanges(params('a=1&b=2'), { a: '', b: [] }).toString()).toBe('');
    expect(addressWords('/', params(''))).toBe('/');
  });

  it('stays readable', () => {
    expect(addressWords('/events', params('bbox=1,2,3,4&place=gn:99'))).toBe('/events?bbox=1,2,3,4&place=gn:99');
  });

  it('goes there and back, whatever the words', () => {
    const words = ['القائم', 'a&b=c', '100% +', '"<script>"', '🕊'];
    const made = withChanges(params(''), { actor: words });
    expect(readFilters(params(addressWords('/', made).slice(2))).actor).toEqual(words);
  });

  it('reads a box, and refuses what is none', () => {
    expect(readBox('40.5,33.5,42.5,35')).toEqual([40.5, 33.5, 42.5, 35]);
    for (const words of [null, '', '1,2,3', '1,2,3,x', '3,2,1,4', '1,4,3,2', '1,-91,3,4']) expect(readBox(words)).toBeNull();
    expect(boxWords([40.123456, 33, 42.5, 35.00001])).toBe('40.1235,33,42.5,35');
  });

  it('toggles a value of a list', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

describe('queries', () => {
  it('leave out what is not given, and repeat lists', () => {
    expect(queryString({ type: ['A', 'B'], since: '', until: null, limit: 0, q: undefined })).toBe('?type=A&type=B&limit=0');
    expect(queryString({})).toBe('');
  });
});
