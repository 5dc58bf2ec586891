// The analyst's own boundaries and tiles, and provinces, drawn as lines under the events. Loaded only where there are any.

import type { Map as GlMap } from 'maplibre-gl';
import { api } from './api';
import { colour, FONT_STACK } from './basemap';
import { tilesAt } from './tiles';
import type { MapLayer } from './types';

/** Adds what `/map/layers` lists to the map, below the layer `before`; how many it is. What cannot be read is left out. */
export async function addLayers(map: GlMap, before?: string): Promise<number> {
  const held = await api.layers();
  const lines: [string, string, number][] = held.admin1 ? [['admin-1', held.admin1, 0.5]] : [];
  for (const [i, layer] of held.boundaries.entries()) lines.push([`own-${i}`, layer.url, 1]);
  let added = 0;
  for (const [id, url, strength] of lines) {
    try {
      await addLines(map, id, url, before, strength);
      added += 1;
    } catch {
      continue;
    }
  }
  if (held.pmtiles.length) added += await addTiles(map, held.pmtiles, before);
  return added;
}

async function addLines(map: GlMap, id: string, url: string, before: string | undefined, strength: number): Promise<void> {
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
      paint: { 'line-color': colour('--ink-3'), 'line-width': strength, 'line-dasharray': [4, 2], 'line-opacity': 0.7 },
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
      paint: { 'text-color': colour('--ink-3'), 'text-halo-color': colour('--land'), 'text-halo-width': 1.4 },
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
    for (const { id } of about.vector_layers) {
      map.addLayer(
        {
          id: `tiles-${i}-${id}`,
          type: 'line',
          source: `tiles-${i}`,
          'source-layer': id,
          paint: { 'line-color': colour('--line-strong'), 'line-width': 0.8, 'line-opacity': 0.8 },
        },
        before,
      );
    }
  }
  return added;
}
