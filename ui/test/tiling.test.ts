import { describe, expect, it } from 'vitest';
import { tileLayers } from '../src/lib/tiling';

const drawn = (names: string[]) => tileLayers(names, ['sans-serif']).map((each) => `${each.type} ${each['source-layer']}`);

describe('layers of vector tiles', () => {
  it("of Protomaps' basemap, lowest first", () => {
    const names = ['boundaries', 'buildings', 'earth', 'landcover', 'landuse', 'places', 'pois', 'roads', 'water'];
    const layers = ['fill earth', 'fill water', 'line water', 'line roads', 'line boundaries', 'line boundaries', 'symbol places'];
    expect(drawn(names)).toEqual(layers);
  });

  it('of OpenMapTiles', () => {
    const names = ['water', 'waterway', 'landcover', 'boundary', 'transportation', 'transportation_name', 'building', 'place'];
    const layers = ['fill water', 'line water', 'line waterway', 'line transportation', 'line boundary', 'line boundary', 'symbol place'];
    expect(drawn(names)).toEqual(layers);
  });

  it('of names that are not known, all as lines', () => expect(drawn(['sectors', 'fields'])).toEqual(['line sectors', 'line fields']));

  it('each under a name of its own, areas below the coast', () => {
    const layers = tileLayers(['earth', 'water', 'boundaries', 'roads', 'places'], ['sans-serif']);
    expect(new Set(layers.map((each) => each.id)).size).toBe(layers.length);
    for (const layer of layers) expect(layer.under).toBe(layer.type === 'fill' ? 'coast' : undefined);
  });
});
