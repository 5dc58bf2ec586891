// Days as the records write them (2017-11-04), and a time axis for them. A day is counted from 1970-01-01, in UTC.

const DAY = 86_400_000;

/** The number of the day since 1970-01-01; NaN where the words are no day. */
export function dayNumber(day: string): number {
  const match = /^(-?\d{4,6})-(\d{2})-(\d{2})/.exec(day);
  if (!match) return NaN;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return moment.getUTCMonth() === month - 1 ? Math.round(moment.getTime() / DAY) : NaN;
}

/** The day of this number, as the records write it. */
export function dayOf(number: number): string {
  return new Date(Math.round(number) * DAY).toISOString().slice(0, 10);
}

/** The first and the last day of "2017", "2017-11" or "2017-11-04"; null where it is none of these. */
export function dayBounds(words: string): [string, string] | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(words.trim());
  if (!match) return null;
  const [, year, month, day] = match;
  if (day) return Number.isNaN(dayNumber(words)) ? null : [words, words];
  if (!month) return [`${year}-01-01`, `${year}-12-31`];
  const first = `${year}-${month}-01`;
  const start = dayNumber(first);
  if (Number.isNaN(start)) return null;
  const next = Number(month) === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
  return [first, dayOf(dayNumber(next) - 1)];
}

export const today = (): string => new Date().toISOString().slice(0, 10);

/** A line of time from the day `first` to the day `last`, both included, over `width` units. */
export class Axis {
  readonly from: number;
  readonly to: number;

  constructor(
    first: string,
    last: string,
    readonly width: number,
  ) {
    this.from = dayNumber(first);
    this.to = Math.max(dayNumber(last), this.from) + 1;
  }

  /** Where the day begins. */
  x(day: string): number {
    return this.at(dayNumber(day));
  }

  at(number: number): number {
    return ((number - this.from) / (this.to - this.from)) * this.width;
  }

  /** The day that lies at `x`, held within the axis. */
  day(x: number): string {
    const number = this.from + Math.floor((x / this.width) * (this.to - this.from));
    return dayOf(Math.max(this.from, Math.min(this.to - 1, number)));
  }

  /** Marks for the axis: no more than `most`, at round days, with short labels. */
  ticks(most = 8): { day: string; x: number; label: string; major: boolean }[] {
    const days = this.to - this.from;
    const steps: [number, 'day' | 'month' | 'year'][] = [
      [1, 'day'], [2, 'day'], [7, 'day'], [14, 'day'], [1, 'month'], [3, 'month'], [6, 'month'], [1, 'year'], [2, 'year'], [5, 'year'],
      [10, 'year'], [25, 'year'], [50, 'year'], [100, 'year'],
    ];
    const length = { day: 1, month: 30.44, year: 365.25 };
    const [step, unit] = steps.find(([count, kind]) => days / (count * length[kind]) <= most) ?? [100, 'year'];
    const made: { day: string; x: number; label: string; major: boolean }[] = [];
    for (const number of this.starts(step, unit)) {
      const day = dayOf(number);
      made.push({ day, x: this.at(number), label: label(day, unit, made.length === 0), major: day.endsWith('-01-01') });
    }
    return made;
  }

  private *starts(step: number, unit: 'day' | 'month' | 'year'): Generator<number> {
    if (unit === 'day') {
      const first = step >= 7 ? this.from + ((11 - (this.from % 7)) % 7) : Math.ceil(this.from / step) * step;
      for (let number = first; number < this.to; number += step) yield number;
      return;
    }
    const start = new Date(this.from * DAY);
    let year = start.getUTCFullYear();
    let month = unit === 'year' ? 0 : Math.floor(start.getUTCMonth() / step) * step;
    if (unit === 'year') year = Math.floor(year / step) * step;
    for (let guard = 0; guard < 400; guard++) {
      const number = Math.round(Date.UTC(year, month, 1) / DAY);
      if (number >= this.to) return;
      if (number >= this.from) yield number;
      month += unit === 'month' ? step : 12 * step;
      year += Math.floor(month / 12);
      month %= 12;
    }
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function label(day: string, unit: 'day' | 'month' | 'year', first: boolean): string {
  const [year, month, date] = [day.slice(0, 4), MONTHS[Number(day.slice(5, 7)) - 1] ?? '', Number(day.slice(8, 10))];
  if (unit === 'year') return year;
  if (unit === 'month') return first || month === 'Jan' ? `${month} ${year}` : month;
  return first ? `${date} ${month} ${year}` : `${date} ${month}`;
}
