// Circles that would lie on one another at a zoom become one, so that each can be read and hit. Also: where most of them are.

import type { Box } from './address';
import type { ClusterProperties, PointFeature, PointProperties } from './types';

export type MapPoint = PointFeature<ClusterProperties | PointProperties>;

/** Radius in pixels of the circle for so many events: its area goes with their number, within limits. */
export function radiusOf(count: number): number {
  return count <= 1 ? 9 : Math.min(44, 9 + Math.sqrt(count) * 1.6);
}

/** World pixels of a place at a zoom (Web Mercator, tiles of 512 pixels, as MapLibre has it). */
export function project(longitude: number, latitude: number, zoom: number): [number, number] {
  const size = 512 * 2 ** zoom;
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return [((longitude + 180) / 360) * size, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size];
}

const countOf = (point: MapPoint) => (point.properties.cluster ? point.properties.count : 1);

interface Held {
  x: number;
  y: number;
  count: number;
  members: MapPoint[];
}

/** The points with those that overlap put together; the circle that holds the event `chosen` says so. */
export function merged(points: readonly MapPoint[], zoom: number, chosen = ''): MapPoint[] {
  const held: Held[] = [];
  const placed = points.filter((point) => point.geometry).sort((a, b) => countOf(b) - countOf(a));
  const cells = new Map<string, Held[]>();
  const SIDE = 96;
  for (const point of placed) {
    const [longitude, latitude] = (point.geometry as { coordinates: [number, number] }).coordinates;
    const [x, y] = project(longitude, latitude, zoom);
    const [column, row] = [Math.floor(x / SIDE), Math.floor(y / SIDE)];
    const count = countOf(point);
    let host: Held | undefined;
    for (let dx = -1; dx <= 1 && !host; dx++) {
      for (let dy = -1; dy <= 1 && !host; dy++) {
        host = cells.get(`${column + dx},${row + dy}`)?.find((each) => {
          const reach = (radiusOf(each.count) + radiusOf(count)) * 0.92;
          return (each.x - x) ** 2 + (each.y - y) ** 2 < reach ** 2;
        });
      }
    }
    if (host) {
      host.count += count;
      host.members.push(point);
      continue;
    }
    const made = { x, y, count, members: [point] };
    held.push(made);
    const cell = cells.get(`${column},${row}`) ?? [];
    cell.push(made);
    cells.set(`${column},${row}`, cell);
  }
  return held.map((each) => together(each, chosen));
}

function together({ members }: Held, chosen: string): MapPoint {
  const first = members[0] as MapPoint;
  if (members.length === 1) return first;
  const bbox: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const types: Record<string, number> = {};
  let [count, longitude, latitude] = [0, 0, 0];
  for (const { properties, geometry } of members) {
    const [x, y] = geometry?.coordinates ?? [0, 0];
    const [west, south, east, north] = properties.cluster ? properties.bbox : [x, y, x, y];
    bbox[0] = Math.min(bbox[0], west);
    bbox[1] = Math.min(bbox[1], south);
    bbox[2] = Math.max(bbox[2], east);
    bbox[3] = Math.max(bbox[3], north);
    const size = properties.cluster ? properties.count : 1;
    for (const [type, of] of Object.entries(properties.cluster ? properties.types : { [properties.type]: 1 })) types[type] = (types[type] ?? 0) + of;
    count += size;
    longitude += x * size;
    latitude += y * size;
  }
  const holds = members.some(({ properties }) => !properties.cluster && chosen !== '' && properties.event === chosen);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude / count, latitude / count] },
    properties: { cluster: true, count, bbox, types, ...(holds ? { holds: chosen } : {}) },
  };
}

/** A box around where nearly all events are: the outermost of each side are left to be looked for. Null without any. */
export function mostOf(points: readonly MapPoint[], share = 0.04): Box | null {
  const placed = points.flatMap((point) => {
    if (!point.geometry || (!point.properties.cluster && (point.properties.radius_km ?? 0) > 400)) return [];
    return [{ at: point.geometry.coordinates, count: countOf(point) }];
  });
  if (!placed.length) return null;
  const total = placed.reduce((sum, each) => sum + each.count, 0);
  const edge = (axis: 0 | 1, from: 1 | -1): number => {
    const sorted = [...placed].sort((a, b) => (a.at[axis] - b.at[axis]) * from);
    let seen = 0;
    for (const each of sorted) {
      seen += each.count;
      if (seen > total * share) return each.at[axis];
    }
    return sorted.at(-1)?.at[axis] ?? 0;
  };
  const [west, south, east, north] = [edge(0, 1), edge(1, 1), edge(0, -1), edge(1, -1)];
  const room = Math.max(0.35, (east - west) * 0.12, (north - south) * 0.12);
  return [Math.max(-180, west - room), Math.max(-84, south - room), Math.min(180, east + room), Math.min(84, north + room)];
}
