// Writes public/map/: countries as GeoJSON in two resolutions, labels of countries, from npm world-atlas (Natural Earth, public domain).
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'map');
mkdirSync(out, { recursive: true });

const round = (value, digits) => {
  if (typeof value === 'number') return Number(value.toFixed(digits));
  return value.map((each) => round(each, digits));
};

/** The signed area of a ring in square degrees; enough to find a country's largest part. */
const area = (ring) => {
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return sum / 2;
};

const centroid = (ring) => {
  let x = 0;
  let y = 0;
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
    sum += cross;
  }
  return sum === 0 ? ring[0] : [x / (3 * sum), y / (3 * sum)];
};

for (const [resolution, digits] of [['50m', 3], ['10m', 3]]) {
  const target = join(out, `land-${resolution}.json`);
  const borders = join(out, `borders-${resolution}.json`);
  if (existsSync(target) && existsSync(borders)) continue;
  const topology = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${resolution}.json`), 'utf8'));
  const land = feature(topology, topology.objects.land);
  for (const each of land.features ?? [land]) {
    each.geometry.coordinates = round(each.geometry.coordinates, digits);
    each.properties = {};
  }
  const lines = mesh(topology, topology.objects.countries, (a, b) => a !== b);
  lines.coordinates = round(lines.coordinates, digits);
  writeFileSync(target, JSON.stringify(land));
  writeFileSync(borders, JSON.stringify({ type: 'Feature', properties: {}, geometry: lines }));
}

const topology = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));
const labels = feature(topology, topology.objects.countries).features.map(({ id, properties, geometry }) => {
  const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((polygon) => polygon[0]);
  const largest = rings.reduce((best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best));
  const size = rings.reduce((sum, ring) => sum + Math.abs(area(ring)), 0);
  return {
    type: 'Feature',
    id: Number(id) || 0,
    properties: { name: properties.name, rank: size > 150 ? 1 : size > 30 ? 2 : size > 5 ? 3 : 4 },
    geometry: { type: 'Point', coordinates: round(centroid(largest), 2) },
  };
});
writeFileSync(join(out, 'labels.json'), JSON.stringify({ type: 'FeatureCollection', features: labels }));
