// The swimlane of a place: a lane for each side that is said to hold it, its spells as bars, and the range of days it spans.

import { dayNumber, dayOf, today } from './days';
import { isUnknown } from './format';
import type { Camp, ControlProperties, ControlSpell, ControlState, EventRow } from './types';

export interface Bar {
  spell: ControlSpell;
  state: ControlState;
  from: string;
  to: string;
  /** It reaches beyond what is shown: before all that is told, or on to now. */
  openStart: boolean;
  openEnd: boolean;
}

export interface Lane {
  key: string;
  label: string;
  side: number;
  bars: Bar[];
}

/** First and last day of all that is told, with some room on both sides. */
export function rangeOf(spells: readonly ControlSpell[], events: readonly EventRow[]): [string, string] | null {
  const days: string[] = [];
  for (const spell of spells) for (const day of [spell.first, spell.last, spell.heard]) if (day) days.push(day);
  for (const event of events) if (event.day) days.push(event.day);
  if (!days.length) return null;
  days.sort();
  const first = dayNumber(days[0] as string);
  const last = dayNumber(days.at(-1) as string);
  const room = Math.max(3, Math.round((last - first) * 0.05));
  const lasts = spells.some((spell) => !spell.last);
  const before = spells.some((spell) => !spell.first);
  const least = Math.max(7, Math.round((last - first) * 0.14));
  return [dayOf(first - (before ? least : room)), dayOf(Math.max(last, Math.min(last + (lasts ? least : room), dayNumber(today()))))];
}

const NOBODY = '?';
const COLOURS = 6;

/** A colour number for each holder: by its name, so that it is the same on every screen unless two would clash. */
export function coloursOf(holders: Iterable<string>): Map<string, number> {
  const made = new Map<string, number>();
  const taken = new Set<number>();
  for (const holder of [...new Set(holders)].sort()) {
    let sum = 7;
    for (const sign of holder) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
    let number = sum % COLOURS;
    for (let i = 0; i < COLOURS && taken.has(number); i++) number = (number + 1) % COLOURS;
    taken.add(number);
    made.set(holder, number);
  }
  return made;
}

export interface Holder {
  key: string;
  label: string;
}

/** A holder whom words name and no dictionary has: told by the words, whatever their capitals. */
export const wordedHolder = (words: string): Holder => ({ key: `words:${words.toLowerCase()}`, label: `${words} (not in the dictionaries)` });

/** Who holds a place on the control map; null where nobody is named. */
export function holderOf({ holder, holder_name, holder_words }: Pick<ControlProperties, 'holder' | 'holder_name' | 'holder_words'>): Holder | null {
  if (holder !== null) return { key: holder, label: holder_name ?? holder };
  return holder_words ? wordedHolder(holder_words) : null;
}

function sideOf(camp: Camp): Holder | null {
  if (!isUnknown(camp.holder)) return { key: camp.holder, label: camp.label ?? (camp.words || camp.holder) };
  return camp.worded ? wordedHolder(camp.worded) : null;
}

export function lanesOf(spells: readonly ControlSpell[], range: [string, string]): Lane[] {
  const lanes = new Map<string, Lane>();
  const lane = (key: string, label: string): Lane => {
    const held = lanes.get(key) ?? { key, label, side: lanes.size, bars: [] };
    lanes.set(key, held);
    return held;
  };
  for (const spell of spells) {
    const bar = { spell, state: spell.state, from: spell.first ?? range[0], to: spell.last ?? range[1], openStart: !spell.first, openEnd: !spell.last };
    const sides = spell.camps.map(sideOf).filter((side) => side !== null);
    if (spell.state !== 'unknown' && !isUnknown(spell.holder)) lane(spell.holder, spell.holder_label ?? spell.holder).bars.push(bar);
    else if (spell.state !== 'unknown' && spell.holder_words) {
      const { key, label } = wordedHolder(spell.holder_words);
      lane(key, label).bars.push(bar);
    } else if (spell.state !== 'unknown' && sides.length) {
      for (const { key, label } of new Map(sides.map((side) => [side.key, side])).values()) lane(key, label).bars.push(bar);
    } else lane(NOBODY, 'nobody known').bars.push(bar);
  }
  const all = [...lanes.values()].sort((a, b) => Number(a.key === NOBODY) - Number(b.key === NOBODY));
  const colours = coloursOf(all.map((each) => each.key));
  for (const each of all) each.side = each.key === NOBODY ? -1 : (colours.get(each.key) ?? 0);
  return all;
}
