import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveOf, tilesOf } from '../scripts/tiles.mjs';

/** A file that is in memory. */
class Held implements Source {
  constructor(private bytes: Uint8Array) {}
  getKey = () => 'held';
  getBytes = async (offset: number, length: number): Promise<RangeResponse> => ({
    data: Uint8Array.from(this.bytes.subarray(offset, offset + length)).buffer,
  });
}

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] },
});
const line = { type: 'Feature', properties: { disputed: true }, geometry: { type: 'LineString', coordinates: [[10, 10], [30, 20]] } };

describe('a map in tiles', () => {
  const tiles = tilesOf([{ name: 'land', data: box(1, 1, 178, 84) }, { name: 'lines', data: line, from: 3 }], 5);
  const file = new PMTiles(new Held(archiveOf(tiles, { maxzoom: 5, metadata: { name: 'Test' } })));
  let header: Awaited<ReturnType<PMTiles['getHeader']>>;
  beforeAll(async () => {
    header = await file.getHeader();
  });

  it('has a header by the specification', async () => {
    expect(header).toMatchObject({ specVersion: 3, tileType: 1, minZoom: 0, maxZoom: 5, clustered: true, numAddressedTiles: tiles.length });
    expect(await file.getMetadata()).toEqual({ name: 'Test' });
  });

  it('holds tiles that are alike once', () => {
    expect(header.numTileContents).toBeLessThan(header.numTileEntries);
    expect(header.numTileEntries).toBeLessThan(tiles.length);
  });

  it('gives back each tile, and none where nothing lies', async () => {
    const held = new Map(tiles.map(([id, bytes]) => [id, bytes]));
    const { zxyToTileId } = await import('pmtiles');
    let found = 0;
    for (let z = 0; z <= 5; z++) {
      for (let x = 0; x < 2 ** z; x++) {
        for (let y = 0; y < 2 ** z; y++) {
          const tile = await file.getZxy(z, x, y);
          const bytes = held.get(zxyToTileId(z, x, y));
          expect(tile === undefined).toBe(bytes === undefined);
          if (tile && bytes) {
            found += 1;
            expect(Buffer.from(tile.data).equals(Buffer.from(bytes))).toBe(true);
          }
        }
      }
    }
    expect(found).toBe(tiles.length);
    expect(await file.getZxy(5, 0, 31)).toBeUndefined();
  });

  it('has a layer from its zoom on', async () => {
    const names = async (z: number, x: number, y: number) => Buffer.from((await file.getZxy(z, x, y))!.data).includes('lines');
    expect(await names(2, 2, 1)).toBe(false);
    expect(await names(3, 4, 3)).toBe(true);
  });
});
