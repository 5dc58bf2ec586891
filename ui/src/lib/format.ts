// Values in words. What is not known says so, with its reason; nothing is blank and nothing becomes 0.

import { TYPES, typeWords } from './ontology';
import type { EventValue, Field, Header, Interval, Progress, Range, Unknown } from './types';

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && (value as { is?: unknown }).is === 'unknown';
}

/** "≥ 7", "≤ 20", "24–99", "9"; a count that nobody gives is not told. */
export function rangeWords(range: Range | null | undefined): string {
  if (!range) return 'not told';
  const { low, high } = range;
  if (high === null) return `≥ ${number(low)}`;
  if (low === high) return number(low);
  if (low === 0) return `≤ ${number(high)}`;
  return `${number(low)}–${number(high)}`;
}

export function number(value: number): string {
  return value.toLocaleString('en-GB').replaceAll(',', '\u202f');
}

/** "2017-11-02", "2017-11-02 to 2017-11-05", "2017-11", "2017". */
export function intervalWords(interval: Interval): string {
  const { start, end, precision } = interval;
  if (start === end) return start;
  if (precision === 'year' && start.endsWith('-01-01') && end.endsWith('-12-31') && start.slice(0, 4) === end.slice(0, 4)) {
    return start.slice(0, 4);
  }
  if (precision === 'month' && start.endsWith('-01') && start.slice(0, 7) === end.slice(0, 7)) return start.slice(0, 7);
  return `${start} to ${end}`;
}

export function contentWords(value: EventValue): string {
  const { content } = value;
  if (typeof content === 'string' && (TYPES as readonly string[]).includes(content)) return typeWords(content);
  if (value.label) return value.label;
  if (typeof content === 'object' && content !== null && 'low' in content) return rangeWords(content);
  if (typeof content === 'object' && content !== null && 'start' in content) return intervalWords(content);
  return value.words || String(content);
}

/** The value in words, or null where it is unknown. */
export function knownWords(field: Field<unknown> | null | undefined): string | null {
  if (!field || isUnknown(field)) return null;
  const { value } = field;
  if (typeof value === 'object' && value !== null && 'start' in value) return intervalWords(value as Interval);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** "health ministry → Tamarisk Wire"; an outlet that its page does not name is told by the report's name. */
export function chainWords({ chain, header }: { chain: string[]; header: Header }): string {
  const outlet = knownWords(header.outlet);
  const links = outlet && chain.at(-1)?.toLowerCase() !== outlet.toLowerCase() ? [...chain, outlet] : [...chain];
  if (!outlet) links.push(`“${titleOf(header)}” (outlet unknown)`);
  return links.join(' → ');
}

export function titleOf(header: Header): string {
  return knownWords(header.title) ?? header.document;
}

const REGIONS = typeof Intl.DisplayNames === 'function' ? new Intl.DisplayNames(['en'], { type: 'region' }) : null;

/** "Anbar, Iraq"; a code that is no country's stays as it is. */
export function whereWords(province: string | null | undefined, country: string | null | undefined): string {
  let name = country ?? '';
  try {
    if (/^[A-Z]{2}$/.test(name)) name = REGIONS?.of(name) ?? name;
  } catch {
    // Not a code that the browser knows.
  }
  return [province, name].filter(Boolean).join(', ');
}

export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${number(amount)} ${amount === 1 ? noun : plural}`;
}

/** "2017-11-05 10:21 UTC" of a moment in ISO 8601. */
export function momentWords(moment: string | null | undefined): string {
  if (!moment) return 'never';
  const time = new Date(/Z|[+-]\d\d:?\d\d$/.test(moment) ? moment : `${moment}Z`);
  if (Number.isNaN(time.getTime())) return moment;
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** An identifier as the command line shows it: enough of it to be told apart. */
export function shortId(id: string): string {
  const [prefix, rest] = id.split(/-(.*)/s);
  if (!rest) return id.slice(0, 8);
  return prefix === 'c' ? rest.slice(0, 6) : `${prefix}-${rest.slice(0, 6)}`;
}

export function percent(value: number): string {
  return value.toFixed(2);
}

/** What a job has added: "2 new reports, 1 new version of one and 7 claims added · 1 there already". */
export function addedWords({ reports, versions, claims, known }: Partial<Pick<Progress, 'reports' | 'versions' | 'claims' | 'known'>>): string {
  const fresh = (reports ?? 0) - (versions ?? 0);
  const parts = [];
  if (fresh || !versions) parts.push(count(fresh, 'new report'));
  if (versions) parts.push(versions === 1 ? '1 new version of one' : `${number(versions)} new versions of others`);
  return `${parts.join(', ')} and ${count(claims ?? 0, 'claim')} added${known ? ` · ${number(known)} there already` : ''}`;
}

/** How far a job has read: "2 of 3 read · 1 could not be read". */
export function readWords({ done, total, failed }: Pick<Progress, 'done' | 'total'> & Partial<Pick<Progress, 'failed'>>): string {
  const bad = failed ?? 0;
  const of = total !== null ? ` of ${total}` : '';
  if (bad && bad === done) return `${bad}${of} could not be read`;
  return `${done - bad}${of} read${bad ? ` · ${bad} could not be read` : ''}`;
}
