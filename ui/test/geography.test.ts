import { describe, expect, it } from 'vitest';
import { atlas, bordersOf, labelsOf, landOf } from '../scripts/geography.mjs';

type Point = [number, number];

/** Whether the point lies in a polygon of the land, on this or the other side of the antimeridian. */
function isLand(polygons: Point[][][], [x, y]: Point): boolean {
  const inRing = (ring: Point[], px: number): boolean => {
    let inside = false;
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1] as Point, ring[i] as Point];
      if (a[1] > y !== b[1] > y && px < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
    }
    return inside;
  };
  return polygons.some((rings) => [x - 360, x, x + 360].some((px) => rings.filter((ring) => inRing(ring, px)).length % 2 === 1));
}

const SEA: Record<string, Point> = {
  'North Sea': [3, 56],
  'Norwegian Sea': [0, 68],
  'Barents Sea': [40, 74],
  'Black Sea': [34, 43],
  'Sea of Azov': [36.5, 46],
  'Caspian Sea': [51, 42],
  'Pacific Ocean': [-170, 0],
  'off Fiji': [-170, -16.6],
  'Arctic Ocean': [0, 85],
  'Arctic Ocean north of Wrangel Island': [180, 75],
  'Southern Ocean': [0, -60],
};
const LAND: Record<string, Point> = {
  Kyiv: [30.52, 50.45],
  Baghdad: [44.36, 33.31],
  Berlin: [13.4, 52.52],
  Simferopol: [34.1, 44.95],
  Anadyr: [177.4, 64.7],
  'Chukotka east of the antimeridian': [-175, 66.5],
  'Taveuni, Fiji': [-179.97, -16.85],
  'South Pole': [30, -89.9],
  'Queen Maud Land': [0, -75],
};

describe.each(['50m', '10m'] as const)('the map of %s', (resolution) => {
  const topology = atlas(resolution);
  const polygons = landOf(topology).geometry.coordinates as Point[][][];

  it('has no line that leaps across the world', () => {
    const lines = (bordersOf(topology).features as { geometry: { coordinates: Point[][] } }[]).flatMap((each) => each.geometry.coordinates);
    for (const line of [...polygons.flat(), ...lines]) {
      const leaps = line.slice(1).filter(([x, y], i) => y > -89 && Math.abs(x - (line[i] as Point)[0]) > 90);
      expect(leaps).toEqual([]);
    }
  });

  it.each(Object.entries(SEA))('has sea: %s', (_name, point) => expect(isLand(polygons, point)).toBe(false));
  it.each(Object.entries(LAND).filter(([name]) => resolution === '10m' || !name.startsWith('Taveuni')))('has land: %s', (_name, point) =>
    expect(isLand(polygons, point)).toBe(true),
  );

  it('draws disputed borders apart, and no border twice', () => {
    const [plain, disputed] = bordersOf(topology).features.map((each: { geometry: { coordinates: Point[][] } }) => each.geometry.coordinates.flat()) as [
      Point[],
      Point[],
    ];
    const near = (points: Point[], x: number, y: number) => points.some((point) => Math.hypot(point[0] - x, point[1] - y) < 0.15);
    for (const [x, y] of [[34.35, 46.06], [-12.2, 25.52], [48.94, 9.56], [34.96, 31.82], [33.46, 35.1]] as Point[]) {
      expect([x, y, near(disputed, x, y), near(plain, x, y)]).toEqual([x, y, true, false]);
    }
    for (const [x, y] of [[36, 50.4], [70.5, 27.5], [12, 47.6], [23.5, 53.9]] as Point[]) expect(near(disputed, x, y)).toBe(false);
    const all = [...plain, ...disputed].length;
    expect(all).toBeGreaterThan(5000);
  });
});

it('names each country within its largest part', () => {
  const labels = labelsOf(atlas('50m')).features as { properties: { name: string }; geometry: { coordinates: Point } }[];
  const at = (name: string) => labels.find((each) => each.properties.name === name)?.geometry.coordinates as Point;
  expect(at('Russia')[0]).toBeGreaterThan(70);
  expect(at('Russia')[0]).toBeLessThan(120);
  expect(Math.abs(at('Antarctica')[1] + 80)).toBeLessThan(6);
  expect(at('Fiji')[1]).toBeLessThan(-16);
});
