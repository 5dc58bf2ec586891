// The analyst's own boundaries and tiles, and provinces, drawn under the events.

import type { Map as GlMap } from 'maplibre-gl';
import { api } from './api';
import { FONT_STACK, tinted } from './basemap';
import { tilesAt } from './tiles';
import { tileLayers } from './tiling';
import { notes } from './session.svelte';
import type { MapLayer } from './types';
import { awaitUnits } from './units';

/** Adds what `/map/layers` lists to the map, below the layer `before`; how many it is. What cannot be read is left out. */
export async function addLayers(map: GlMap, before?: string): Promise<number> {
  awaitUnits(map);
  const held = await api.layers();
  let added = 0;
  for (const [i, { name, url }] of held.boundaries.entries()) {
    try {
      await addLines(map, `own-${i}`, url, before);
      added += 1;
    } catch {
      notes.say(`${name}: no GeoJSON or TopoJSON that can be read; it is not on the map. Mend the file, or take it out of the folder.`, { bad: true });
    }
  }
  if (held.pmtiles.length) added += await addTiles(map, held.pmtiles, before);
  return added;
}

async function addLines(map: GlMap, id: string, url: string, before: string | undefined): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  let data = (await answer.json()) as { type: string; objects?: Record<string, unknown> };
  if (data.type === 'Topology') {
    const { feature } = await import('topojson-client');
    const features = Object.values(data.objects ?? {}).flatMap((object) => {
      const made = feature(data as never, object as never) as unknown as { type: string; features?: unknown[] };
      return made.type === 'FeatureCollection' ? (made.features ?? []) : [made];
    });
    data = { type: 'FeatureCollection', features } as never;
  }
  map.addSource(id, { type: 'geojson', data: data as never });
  map.addLayer(
    {
      id: `${id}-lines`,
      type: 'line',
      source: id,
      ...tinted({ 'line-color': '--accent' }, { 'line-width': 1.2, 'line-opacity': 0.8 }),
    },
    before,
  );
  map.addLayer(
    {
      id: `${id}-names`,
      type: 'symbol',
      source: id,
      minzoom: 5,
      filter: ['has', 'name'],
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT_STACK, 'text-size': 11, 'text-max-width': 8 },
      ...tinted({ 'text-color': '--ink-3', 'text-halo-color': '--land' }, { 'text-halo-width': 1.4 }),
    },
    before,
  );
}

async function addTiles(map: GlMap, files: readonly MapLayer[], before?: string): Promise<number> {
  let added = 0;
  for (const [i, held] of files.entries()) {
    const { file, url } = tilesAt(held.url);
    const about = (await file.getMetadata().catch(() => null)) as { vector_layers?: { id: string }[] } | null;
    if (!about?.vector_layers) continue;
    added += 1;
    map.addSource(`tiles-${i}`, { type: 'vector', url });
    for (const { id, under, colours, ...layer } of tileLayers(about.vector_layers.map((each) => each.id), FONT_STACK)) {
      map.addLayer({ ...layer, id: `tiles-${i}-${id}`, source: `tiles-${i}`, ...tinted(colours, layer.paint) } as never, under ?? before);
    }
  }
  return added;
}
