// Writes public/map/: land and borders of countries as GeoJSON in two resolutions, their names, and lines of first-level units as TopoJSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atlas, bordersOf, labelsOf, landOf } from './geography.mjs';
import { unitsOf } from './units.mjs';

const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'map');
mkdirSync(out, { recursive: true });
const write = (name, made) => writeFileSync(join(out, name), JSON.stringify(made));

for (const resolution of ['50m', '10m']) {
  const topology = atlas(resolution);
  write(`land-${resolution}.json`, landOf(topology));
  write(`borders-${resolution}.json`, bordersOf(topology));
}
write('labels.json', labelsOf(atlas('50m')));
write('units.json', unitsOf());
