// Writes public/map/: land and borders of countries as vector tiles, and the names of countries.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atlas, bordersOf, labelsOf, landOf } from './geography.mjs';
import { archiveOf, tilesOf } from './tiles.mjs';

/** At this zoom a step of the tiles is 150 metres at the equator: finer than the atlas. */
const MAXZOOM = 6;

const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'map');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const topology = atlas('10m');
const layers = [
  { name: 'land', data: landOf(topology) },
  { name: 'borders', data: bordersOf(topology) },
];
const metadata = { name: 'Countries', attribution: 'Natural Earth', vector_layers: layers.map(({ name }) => ({ id: name, fields: {} })) };
writeFileSync(join(out, 'countries.pmtiles'), archiveOf(tilesOf(layers, MAXZOOM), { maxzoom: MAXZOOM, metadata }));
writeFileSync(join(out, 'labels.json'), JSON.stringify(labelsOf(atlas('50m'))));
