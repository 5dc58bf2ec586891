import { describe, expect, it } from 'vitest';
import { merged, mostOf, project, radiusOf, type MapPoint } from '../src/lib/merging';

const event = (id: string, x: number, y: number, type = 'ASSAULT'): MapPoint => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [x, y] },
  properties: {
    cluster: false, event: id, title: id, type, place: 'Oldbridge', place_key: 'x:1', precision: 'point', radius_km: null, day: null,
    reality: 'happened', origins: 1, review: 'open', differs: false,
  },
});
const cluster = (count: number, x: number, y: number): MapPoint => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [x, y] },
  properties: { cluster: true, count, bbox: [x - 0.1, y - 0.1, x + 0.1, y + 0.1], types: { AID: count } },
});
const counts = (points: MapPoint[]) => points.map((point) => (point.properties.cluster ? point.properties.count : 1)).sort((a, b) => b - a);

describe('merged', () => {
  it('leaves what does not overlap', () => {
    expect(counts(merged([event('a', 0, 0), cluster(12, 20, 0)], 4))).toEqual([12, 1]);
  });

  it('puts together what does, and counts every event once', () => {
    const made = merged([event('a', 10, 10), event('b', 10.001, 10, 'AID'), cluster(12, 10, 10.002)], 6);
    expect(counts(made)).toEqual([14]);
    expect(made[0]?.properties).toMatchObject({ cluster: true, types: { AID: 13, ASSAULT: 1 } });
    const bbox = made[0]?.properties.cluster ? made[0].properties.bbox : [];
    expect(bbox.map((each) => Number(each.toFixed(3)))).toEqual([9.9, 9.902, 10.1, 10.102]);
  });

  it('parts them again when the map comes nearer', () => {
    const points = [event('a', 10, 10), event('b', 10.05, 10)];
    expect(counts(merged(points, 4))).toEqual([2]);
    expect(counts(merged(points, 10))).toEqual([1, 1]);
  });

  it('tells which circle holds the chosen event', () => {
    const made = merged([event('a', 10, 10), event('b', 10, 10), event('c', 60, 10)], 4, 'b');
    expect(counts(made)).toEqual([2, 1]);
    expect(made[0]?.properties).toMatchObject({ holds: 'b' });
  });

  it('leaves out what has no place', () => {
    expect(merged([{ ...event('a', 0, 0), geometry: null }], 3)).toEqual([]);
  });
});

describe('the circles', () => {
  it('grow with the number, in area', () => {
    expect(radiusOf(4)).toBeLessThan(radiusOf(40));
    expect(radiusOf(1_000_000)).toBe(44);
  });

  it('lie where Web Mercator puts them', () => {
    expect(project(0, 0, 0)).toEqual([256, 256]);
    expect(project(180, 0, 1)[0]).toBe(1024);
  });
});

describe('mostOf', () => {
  it('is the box of nearly all events, not of a lone one far away', () => {
    const box = mostOf([cluster(60, 42, 34), cluster(50, 44, 33), event('far', -77, 38)]);
    expect(box?.[0]).toBeGreaterThan(40);
    expect(box?.[2]).toBeLessThan(46);
  });

  it('is none where nothing is on the map', () => {
    expect(mostOf([])).toBeNull();
  });
});
