// The page's state as it stands in its address. Pure: the router holds the history, this reads and writes the query.

import type { Query } from './api';

export const LISTS = ['type', 'actor', 'place', 'outlet', 'reality', 'review'] as const;
export const SINGLES = ['since', 'until', 'origins', 'as_of', 'codebook', 'q'] as const;
export type ListName = (typeof LISTS)[number];
export type SingleName = (typeof SINGLES)[number];

/** The filters that explore, the list of events, exports and briefs share. */
export type Filters = Record<ListName, string[]> & Record<SingleName, string>;

export function readFilters(params: URLSearchParams): Filters {
  const filters = {} as Filters;
  for (const name of LISTS) filters[name] = [...new Set(params.getAll(name).filter(Boolean))];
  for (const name of SINGLES) filters[name] = params.get(name) ?? '';
  return filters;
}

export function filterQuery(filters: Filters): Query {
  return { ...filters };
}

/** How many filters are set; the day as of which the record is read and the codebook are none. */
export function filterCount(filters: Filters): number {
  const lists = LISTS.reduce((sum, name) => sum + filters[name].length, 0);
  return lists + (['since', 'until', 'origins', 'q'] as const).filter((name) => filters[name]).length;
}

export type Change = Record<string, string | readonly string[] | null | undefined>;

/** The parameters with these changes; null, undefined, "" and [] take one away. Names keep their order. */
export function withChanges(params: URLSearchParams, changes: Change): URLSearchParams {
  const made = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    made.delete(name);
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'string') made.set(name, value);
    else for (const each of value) made.append(name, each);
  }
  return made;
}

/** The list with the value taken away, or added. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

export type Box = [number, number, number, number];

/** West, south, east, north in degrees; null where the words are no such box. */
export function readBox(words: string | null): Box | null {
  if (!words) return null;
  const numbers = words.split(',').map(Number);
  if (numbers.length !== 4 || numbers.some((each) => !Number.isFinite(each))) return null;
  const [west, south, east, north] = numbers as Box;
  return south < north && south >= -90 && north <= 90 && west < east ? [west, south, east, north] : null;
}

/** The box with as many digits as a map needs: 4, about ten metres. */
export function boxWords(box: Box): string {
  return box.map((each) => String(Number(each.toFixed(4)))).join(',');
}

/** An address with its query, in the order given; commas and colons stay readable. */
export function addressWords(path: string, params: URLSearchParams): string {
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `${path}?${text}` : path;
}
