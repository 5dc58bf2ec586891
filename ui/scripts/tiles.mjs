// A map in one file of vector tiles (PMTiles, version 3), of which a browser asks only for the tiles in view.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { zxyToTileId } from 'pmtiles';

const HEADER = 127;
/** The root directory ends here at the latest, so that the first request has all of it. */
const FIRST = 16_384;
const [GZIP, MVT] = [2, 1];

/**
 * The tiles of these layers (a name and its GeoJSON, and from which zoom on it is of use) until `maxzoom`: their number in the
 * order of PMTiles and their bytes, by that number. Tiles in which nothing lies are left out.
 * @param {{ name: string, data: any, from?: number }[]} layers
 * @param {number} maxzoom
 * @returns {[number, Uint8Array][]}
 */
export function tilesOf(layers, maxzoom) {
  const indexes = layers.map(({ name, data, from = 0 }) => ({
    name,
    from,
    index: new GeoJSONVT(data, { maxZoom: maxzoom, indexMaxZoom: maxzoom, indexMaxPoints: 0, tolerance: 2, buffer: 64 }),
  }));
  const tiles = [];
  for (let z = 0; z <= maxzoom; z++) {
    for (let x = 0; x < 2 ** z; x++) {
      for (let y = 0; y < 2 ** z; y++) {
        const held = indexes
          .filter(({ from }) => z >= from)
          .map(({ name, index }) => [name, index.getTile(z, x, y)])
          .filter(([, tile]) => tile?.features.length);
        if (held.length) tiles.push([zxyToTileId(z, x, y), fromGeojsonVt(Object.fromEntries(held), { version: 2, extent: 4096 })]);
      }
    }
  }
  return tiles.sort(([a], [b]) => a - b);
}

/**
 * The file that holds these tiles, each kind of bytes once.
 * @param {[number, Uint8Array][]} tiles
 * @param {{ maxzoom: number, metadata: object }} about
 */
export function archiveOf(tiles, { maxzoom, metadata }) {
  const [entries, parts, held] = [[], [], new Map()];
  let size = 0;
  for (const [id, bytes] of tiles) {
    const key = createHash('sha256').update(bytes).digest('hex');
    let place = held.get(key);
    if (!place) {
      const part = gzipSync(bytes, { level: 9 });
      held.set(key, (place = { offset: size, length: part.length }));
      parts.push(part);
      size += part.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run += 1;
    else entries.push({ id, run: 1, ...place });
  }
  const directory = gzipSync(directoryOf(entries), { level: 9 });
  if (HEADER + directory.length > FIRST) throw new Error(`the directory of the map takes ${directory.length} bytes; it must fit into ${FIRST}`);
  const about = gzipSync(JSON.stringify(metadata), { level: 9 });
  const offsets = [HEADER, HEADER + directory.length, HEADER + directory.length + about.length];
  const header = Buffer.alloc(HEADER);
  header.write('PMTiles\x03', 'latin1');
  const numbers = [offsets[0], directory.length, offsets[1], about.length, offsets[2], 0, offsets[2], size, tiles.length, entries.length, parts.length];
  numbers.forEach((number, i) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * i));
  header.set([1, GZIP, GZIP, MVT, 0, maxzoom], 96);
  [-180, -85, 180, 85].forEach((degree, i) => header.writeInt32LE(degree * 1e7, 102 + 4 * i));
  return Buffer.concat([header, directory, about, ...parts]);
}

function directoryOf(entries) {
  const columns = [
    [entries.length],
    entries.map(({ id }, i) => id - (entries[i - 1]?.id ?? 0)),
    entries.map(({ run }) => run),
    entries.map(({ length }) => length),
    entries.map(({ offset }, i) => (i && offset === entries[i - 1].offset + entries[i - 1].length ? 0 : offset + 1)),
  ];
  return Buffer.from(columns.flat().flatMap(varint));
}

/** The number in groups of seven bits, the lowest first. */
function varint(number) {
  const made = [];
  for (; number > 127; number = Math.floor(number / 128)) made.push((number % 128) | 128);
  return [...made, number];
}
