// Lines between provinces, for who looks closely: asked for once the map rests at a zoom where they are of use.

import type { Feature, MultiLineString } from 'geojson';
import type { ExpressionSpecification, Map as GlMap } from 'maplibre-gl';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { tinted } from './basemap';

/** Not before this zoom; the lines of a country of many small units wait for a closer look. */
const FROM = 4;
const ABOUT = 'Provinces as Natural Earth had them in 2013';

/** So many milliseconds of rest: what is told of comes first. */
const REST = 500;

/** Weaker than a country's border, and the more so the farther off. */
const OPACITY: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], FROM, 0.35, 7, 0.7];

type Units = Topology<{ units: GeometryCollection<{ country: string; from: number }> }>;

/** Has the lines of `/map/units.json` drawn, from when the map first rests at zoom 4 or closer. */
export function awaitUnits(map: GlMap): void {
  let waiting = 0;
  const look = () => {
    if (map.getZoom() < FROM || !map.loaded()) return;
    map.off('idle', rested);
    void addUnits(map).catch(() => null);
  };
  const rested = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, REST);
  };
  map.on('idle', rested);
  map.once('remove', () => clearTimeout(waiting));
  rested();
}

async function addUnits(map: GlMap): Promise<void> {
  const [answer, { feature }] = await Promise.all([fetch('/map/units.json'), import('topojson-client')]);
  if (!answer.ok) throw new Error(`/map/units.json: ${answer.status}`);
  const topology = (await answer.json()) as Units;
  const data = feature(topology, topology.objects.units) as { type: 'FeatureCollection'; features: Feature<MultiLineString>[] };
  map.addSource('units', { type: 'geojson', data, attribution: ABOUT, tolerance: 0.2 });
  map.addLayer(
    {
      id: 'units',
      type: 'line',
      source: 'units',
      minzoom: FROM,
      filter: ['<=', ['get', 'from'], ['zoom']],
      ...tinted({ 'line-color': '--line-strong' }, { 'line-width': 0.6, 'line-opacity': OPACITY }),
    },
    'borders',
  );
}
