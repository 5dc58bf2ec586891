import { feature } from 'topojson-client';
import { describe, expect, it } from 'vitest';
import { atlas } from '../scripts/geography.mjs';
import { archiveOf, tilesOf } from '../scripts/tiles.mjs';
import { unitsOf } from '../scripts/units.mjs';

type Point = [number, number];
interface Lines {
  properties: { country: string; from: number };
  geometry: { coordinates: Point[][] };
}

const made = unitsOf();
const features = made.features as Lines[];
const of = (country: string): Lines => features.find((each) => each.properties.country === country) as Lines;

/** The kilometres between a point and the nearest of the lines. */
function apart([x, y]: Point, lines: Point[][]): number {
  const squeeze = Math.cos((y * Math.PI) / 180);
  let least = Infinity;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [[ax, ay], [bx, by]] = [line[i - 1] as Point, line[i] as Point];
      const [px, py, dx, dy] = [(x - ax) * squeeze, y - ay, (bx - ax) * squeeze, by - ay];
      const along = dx || dy ? Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy))) : 0;
      least = Math.min(least, Math.hypot(px - along * dx, py - along * dy) * 111.2);
    }
  }
  return least;
}

/** The longest run, in kilometres, for which one of the lines keeps within so many kilometres of one of the others. */
function alongside(lines: Point[][], others: Point[][], near: number): number {
  let longest = 0;
  for (const line of lines) {
    let run = 0;
    for (let i = 1; i < line.length; i++) {
      const [[ax, ay], [bx, by]] = [line[i - 1] as Point, line[i] as Point];
      const length = Math.hypot((bx - ax) * Math.cos((ay * Math.PI) / 180), by - ay) * 111.2;
      const steps = Math.ceil(length);
      for (let n = 0; n < steps; n++) {
        const at: Point = [ax + ((bx - ax) * n) / steps, ay + ((by - ay) * n) / steps];
        run = apart(at, others) < near ? run + length / steps : 0;
        longest = Math.max(longest, run);
      }
    }
  }
  return longest;
}

function outlineOf(name: string): Point[][] {
  const topology = atlas('10m');
  const all = feature(topology, topology.objects.countries) as unknown as {
    features: { properties: { name: string }; geometry: { type: string; coordinates: never[] } }[];
  };
  const { type, coordinates } = all.features.find((each) => each.properties.name === name)?.geometry as { type: string; coordinates: never[] };
  return type === 'Polygon' ? coordinates : (coordinates as Point[][][]).flat();
}

const DRAWN: [string, string, Point][] = [
  ['irq', 'Baghdad and Diyala', [44.54, 33.34]],
  ['irq', 'Anbar and Nineveh', [41.7, 35.1]],
  ['ukr', 'Kharkiv and Luhansk', [37.9, 49.4]],
  ['ukr', 'Dnipropetrovsk and Zaporizhzhia', [35.4, 48.1]],
  ['sdn', 'North Darfur and North Kordofan', [27.3, 13.2]],
  ['syr', 'Aleppo and Raqqa', [38.2, 36.2]],
  ['som', 'Mudug and Nugaal', [49, 7.7]],
];
const UNDRAWN: [string, Point][] = [
  ['Crimea and Kherson', [34.3, 46.06]],
  ['Abkhazia and Samegrelo', [41.89, 42.82]],
  ['Kosovo and Serbia', [20.9, 43.2]],
  ['Somaliland and Bari', [49, 10]],
  ['the two parts of Cyprus', [33.2, 35.13]],
  ['Kashmir and Punjab of Pakistan', [73.6, 33.4]],
  ['Kashmir and Himachal Pradesh', [76.93, 33.05]],
  ['the Line of Control', [74.5, 34.75]],
  ['Aksai Chin', [79.96, 34.72]],
  ['Arunachal Pradesh and Assam', [93.99, 27.34]],
  ['within Western Sahara', [-12.49, 26.68]],
  ['Transnistria and Moldova', [29.12, 47.08]],
  ['the zone between the two sides of the Golan', [35.88, 33.1]],
];

describe('lines between provinces', () => {
  it('are of most countries and a file of less than 1.5 MB', () => {
    expect(features.length).toBeGreaterThan(185);
    expect(new Set(features.map((each) => each.properties.country)).size).toBe(features.length);
    const tiles = tilesOf([{ name: 'units', data: made, from: 4 }], 6);
    expect(archiveOf(tiles, { maxzoom: 6, metadata: {} }).length).toBeLessThan(1_500_000);
  });

  it('have no names', () => {
    for (const { properties } of features) expect(Object.keys(properties).sort()).toEqual(['country', 'from']);
  });

  it.each(DRAWN)('%s: %s', (country, _name, point) => expect(apart(point, of(country).geometry.coordinates)).toBeLessThan(12));

  it.each(UNDRAWN)('not where it is disputed: %s', (_name, point) => {
    expect(apart(point, features.flatMap((each) => each.geometry.coordinates))).toBeGreaterThan(3);
  });

  it.each([
    ['irq', 'Iraq'],
    ['syr', 'Syria'],
    ['ukr', 'Ukraine'],
    ['sdn', 'Sudan'],
  ])('%s: none runs along the coast or the border', (country, name) => {
    expect(alongside(of(country).geometry.coordinates, outlineOf(name), 2)).toBeLessThan(15);
  });

  it('a line that runs along a border is told', () => {
    const border = outlineOf('Lebanon');
    expect(alongside(border, border, 2)).toBeGreaterThan(100);
  });

  it('of many small units wait for a closer look', () => {
    expect(of('irq').properties.from).toBeLessThan(4.5);
    expect(of('svn').properties.from).toBe(7);
    for (const { properties } of features) expect(properties.from).toBeGreaterThanOrEqual(4);
  });
});
