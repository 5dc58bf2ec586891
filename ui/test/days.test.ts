import { describe, expect, it } from 'vitest';
import { Axis, dayBounds, dayNumber, dayOf } from '../src/lib/days';

describe('days', () => {
  it('are counted from 1970 in UTC, whatever the clock of the machine', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2017-11-04')).toBe(17474);
    expect(dayOf(17474)).toBe('2017-11-04');
    expect(dayOf(dayNumber('1914-07-28'))).toBe('1914-07-28');
    expect(dayOf(dayNumber('0900-03-01'))).toBe('0900-03-01');
  });

  it('that do not exist are none', () => {
    expect(dayNumber('2017-02-30')).toBeNaN();
    expect(dayNumber('soon')).toBeNaN();
  });

  it('have bounds as on the command line', () => {
    expect(dayBounds('2017')).toEqual(['2017-01-01', '2017-12-31']);
    expect(dayBounds('2016-02')).toEqual(['2016-02-01', '2016-02-29']);
    expect(dayBounds('2017-12')).toEqual(['2017-12-01', '2017-12-31']);
    expect(dayBounds('2017-11-04')).toEqual(['2017-11-04', '2017-11-04']);
    expect(dayBounds('2017-13')).toBeNull();
    expect(dayBounds('')).toBeNull();
  });
});

describe('Axis', () => {
  it('puts each day where it begins, and finds it again', () => {
    const axis = new Axis('2017-11-01', '2017-11-30', 300);
    expect(axis.x('2017-11-01')).toBe(0);
    expect(axis.x('2017-11-02')).toBeCloseTo(10);
    for (const day of ['2017-11-01', '2017-11-17', '2017-11-30']) expect(axis.day(axis.x(day) + 0.01)).toBe(day);
  });

  it('holds days within it', () => {
    const axis = new Axis('2017-11-01', '2017-11-30', 300);
    expect(axis.day(-50)).toBe('2017-11-01');
    expect(axis.day(5000)).toBe('2017-11-30');
  });

  it('stands for a single day', () => {
    const axis = new Axis('2017-11-04', '2017-11-04', 100);
    expect(axis.day(50)).toBe('2017-11-04');
    expect(axis.ticks().length).toBeGreaterThan(0);
  });

  it.each([
    ['2017-11-01', '2017-11-05'],
    ['2017-11-01', '2017-12-20'],
    ['2014-06-10', '2018-02-01'],
    ['1914-07-28', '2026-11-23'],
  ])('has few ticks at round days from %s to %s', (first, last) => {
    const ticks = new Axis(first, last, 900).ticks(8);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(9);
    for (const tick of ticks) {
      expect(tick.day >= first && tick.day <= last).toBe(true);
      expect(tick.x).toBeGreaterThanOrEqual(0);
    }
    expect(new Set(ticks.map((tick) => tick.day)).size).toBe(ticks.length);
  });

  it('begins weeks on a Monday', () => {
    const ticks = new Axis('2017-11-01', '2017-12-20', 900).ticks(8);
    for (const tick of ticks) expect(new Date(`${tick.day}T00:00Z`).getUTCDay()).toBe(1);
  });
});
