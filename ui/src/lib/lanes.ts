// The swimlane of a place: a lane for each side that is said to hold it, its spells as bars, and the range of days it spans.

import { dayNumber, dayOf, today } from './days';
import { isUnknown } from './format';
import type { ControlSpell, ControlState, EventRow } from './types';

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
  const room = Math.max(3, Math.round((last - first) * 0.04));
  const end = Math.min(last + room, Math.max(last, dayNumber(today())));
  return [dayOf(first - room), dayOf(end)];
}

const NOBODY = '?';

export function lanesOf(spells: readonly ControlSpell[], range: [string, string]): Lane[] {
  const lanes = new Map<string, Lane>();
  const lane = (key: string, label: string): Lane => {
    const held = lanes.get(key) ?? { key, label, side: lanes.size, bars: [] };
    lanes.set(key, held);
    return held;
  };
  for (const spell of spells) {
    const bar = { spell, state: spell.state, from: spell.first ?? range[0], to: spell.last ?? range[1], openStart: !spell.first, openEnd: !spell.last };
    const camps = spell.camps.filter((camp) => !isUnknown(camp.holder));
    if (spell.state !== 'unknown' && !isUnknown(spell.holder)) lane(spell.holder, spell.holder_label ?? spell.holder).bars.push(bar);
    else if (spell.state !== 'unknown' && camps.length) {
      for (const camp of camps) lane(String(camp.holder), camp.holder_label ?? (camp.words || String(camp.holder))).bars.push(bar);
    } else lane(NOBODY, 'nobody known').bars.push(bar);
  }
  const all = [...lanes.values()].sort((a, b) => Number(a.key === NOBODY) - Number(b.key === NOBODY));
  all.forEach((each, i) => (each.side = each.key === NOBODY ? -1 : i % 6));
  return all;
}
