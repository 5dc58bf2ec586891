// Lines between provinces, for who looks closely: asked for once the map rests at a zoom where they are of use.

import type { ExpressionSpecification, Map as GlMap } from 'maplibre-gl';
import { tinted } from './basemap';
import { tilesAt } from './tiles';

/** Not before this zoom; the lines of a country of many small units wait for a closer look. */
const FROM = 4;
const ABOUT = 'Provinces as of 2013';

/** So many milliseconds of rest: what is told of comes first. */
const REST = 500;

/** Weaker than a country's border, and the more so the farther off. */
const OPACITY: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], FROM, 0.35, 7, 0.7];

/** Has the lines of `/map/units.pmtiles` drawn, from when the map first rests at zoom 4 or closer. */
export function awaitUnits(map: GlMap): void {
  let waiting = 0;
  const look = () => {
    if (map.getZoom() < FROM || !map.loaded()) return;
    map.off('idle', rested);
    addUnits(map);
  };
  const rested = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, REST);
  };
  map.on('idle', rested);
  map.once('remove', () => clearTimeout(waiting));
  rested();
}

function addUnits(map: GlMap): void {
  const { url } = tilesAt('/map/units.pmtiles');
  map.addSource('units', { type: 'vector', tiles: [`${url}/{z}/{x}/{y}`], minzoom: FROM, maxzoom: 6, attribution: ABOUT });
  map.addLayer(
    {
      id: 'units',
      type: 'line',
      source: 'units',
      'source-layer': 'units',
      minzoom: FROM,
      filter: ['<=', ['get', 'from'], ['zoom']],
      ...tinted({ 'line-color': '--line-strong' }, { 'line-width': 0.6, 'line-opacity': OPACITY }),
    },
    'borders',
  );
}
