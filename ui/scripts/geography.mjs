// Land, borders and names of countries out of npm world-atlas (Natural Earth, public domain), as a map in a browser needs them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);

/**
 * Borders that one of the two sides, or another state, does not accept: drawn dashed. world-atlas does not tell which they
 * are, so they are named here, by its names of countries ("*": any neighbour); of a pair with a box only what lies within it
 * (west, south, east, north). Neither this list nor what it lacks is a statement on anybody's claims.
 * @type {[string, string, ([number, number, number, number])?][]}
 */
export const DISPUTED = [
  ['Russia', 'Ukraine', [32, 45, 36, 46.4]],
  ['W. Sahara', 'Morocco'],
  ['Somaliland', '*'],
  ['N. Cyprus', '*'],
  ['Cyprus U.N. Buffer Zone', '*'],
  ['Kosovo', 'Serbia'],
  ['Siachen Glacier', '*'],
  ['India', 'Pakistan', [73.5, 32.4, 78, 36]],
  ['India', 'China'],
  ['China', 'Pakistan'],
  ['Israel', 'Palestine'],
  ['Israel', 'Syria'],
  ['Egypt', 'Sudan', [33.1, 21.9, 37, 22.3]],
];

/** @param {'50m' | '10m'} resolution */
export function atlas(resolution) {
  return JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${resolution}.json`), 'utf8'));
}

/** The line without a leap at the antimeridian: it goes on beyond 180 degrees. */
function unwrapped(line) {
  const made = [line[0].slice()];
  for (const [x, y] of line.slice(1)) {
    const last = made.at(-1)[0];
    made.push([x + 360 * Math.round((last - x) / 360), y]);
  }
  return made;
}

/** The ring without a leap; one that goes around the whole world is closed over its pole. */
function closed(ring) {
  const made = unwrapped(ring);
  const [first, last] = [made[0], made.at(-1)];
  if (Math.abs(first[0] - last[0]) < 180) return made;
  const pole = made.reduce((sum, [, y]) => sum + y, 0) < 0 ? -90 : 90;
  return [...made, [last[0], pole], [first[0], pole], first.slice()];
}

/** Twice the area of a ring, with its sign, in square degrees. */
export const doubled = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);

const polygonsOf = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : coordinates);

/** The polygons with rings that do not leap; a ring without an area (the seam at the South Pole) is left out. */
const mended = (geometry) =>
  polygonsOf(geometry)
    .map((polygon) => polygon.map(closed).filter((ring) => Math.abs(doubled(ring)) > 1e-9))
    .filter((polygon) => polygon.length);

const round = (value, digits) => (typeof value === 'number' ? Number(value.toFixed(digits)) : value.map((each) => round(each, digits)));

/** All land as one feature. Rings that cross the antimeridian go on beyond 180 degrees; the map puts that part on its other side. */
export function landOf(topology) {
  const land = feature(topology, topology.objects.land);
  const coordinates = (land.features ?? [land]).flatMap((each) => mended(each.geometry));
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: round(coordinates, 3) } };
}

/** Borders between countries: a feature of those that are not disputed, and one of those that are. */
export function bordersOf(topology) {
  const countries = topology.objects.countries;
  const nameOf = (country) => country.properties.name;
  const keyOf = (a, b) => [nameOf(a), nameOf(b)].sort().join('|');
  const isPair = ([x, y], [a, b]) => a === x && (y === '*' || b === y);
  const boxes = new Map();
  const plain = mesh(topology, countries, (a, b) => {
    if (a === b) return false;
    const names = [nameOf(a), nameOf(b)];
    const named = DISPUTED.filter((pair) => isPair(pair, names) || isPair(pair, [...names].reverse()));
    if (named.length) boxes.set(keyOf(a, b), named.map(([, , box]) => box ?? [-180, -90, 180, 90]));
    return !named.length;
  }).coordinates;
  const disputed = [];
  for (const [key, within] of boxes) {
    for (const line of mesh(topology, countries, (a, b) => a !== b && keyOf(a, b) === key).coordinates) {
      for (const [part, inside] of partsOf(line, within)) (inside ? disputed : plain).push(part);
    }
  }
  const lines = (coordinates, isDisputed) => ({
    type: 'Feature',
    properties: { disputed: isDisputed },
    geometry: { type: 'MultiLineString', coordinates: round(coordinates.map(unwrapped), 3) },
  });
  return { type: 'FeatureCollection', features: [lines(plain, false), lines(disputed, true)] };
}

/** The line cut where it enters or leaves all of the boxes, each part with whether it lies in one. */
function partsOf(line, boxes) {
  const within = ([x, y]) => boxes.some(([west, south, east, north]) => x >= west && x <= east && y >= south && y <= north);
  const parts = [];
  for (let i = 1; i < line.length; i++) {
    const inside = within(line[i - 1]) && within(line[i]);
    if (parts.at(-1)?.[1] === inside) parts.at(-1)[0].push(line[i]);
    else parts.push([[line[i - 1], line[i]], inside]);
  }
  return parts;
}

function centroid(ring) {
  const size = doubled(ring);
  if (size === 0) return ring[0];
  let [x, y] = [0, 0];
  for (let i = 0; i < ring.length - 1; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return [x / (3 * size), y / (3 * size)];
}

/** The name of each country at the middle of its largest part; a small rank is a large country. */
export function labelsOf(topology) {
  const features = feature(topology, topology.objects.countries).features.map(({ id, properties, geometry }) => {
    const rings = mended(geometry).map((polygon) => polygon[0]);
    const largest = rings.reduce((best, ring) => (Math.abs(doubled(ring)) > Math.abs(doubled(best)) ? ring : best));
    const size = rings.reduce((sum, ring) => sum + Math.abs(doubled(ring)) / 2, 0);
    const [x, y] = centroid(largest);
    return {
      type: 'Feature',
      id: Number(id) || 0,
      properties: { name: properties.name, rank: size > 150 ? 1 : size > 30 ? 2 : size > 5 ? 3 : 4 },
      geometry: { type: 'Point', coordinates: round([x - 360 * Math.round(x / 360), Math.max(-80, Math.min(80, y))], 2) },
    };
  });
  return { type: 'FeatureCollection', features };
}
