// How vector tiles are drawn, by the names of their layers: those of Protomaps' basemap and of OpenMapTiles are known, in the quiet
// colours of our own map. Of an archive that has none of these names each layer is drawn as lines.

import type { FilterSpecification } from 'maplibre-gl';

/** A layer of the map's, but for its source. */
export interface TileLayer {
  id: string;
  type: 'fill' | 'line' | 'symbol';
  'source-layer': string;
  /** The colours of its paint, by their names in the style sheet; `paint` is the rest of it. */
  colours: Record<string, string>;
  paint?: Record<string, unknown>;
  layout?: Record<string, unknown>;
  filter?: FilterSpecification;
  minzoom?: number;
  /** The layer of the base map below which it lies, where that is not the one for lines. */
  under?: string;
}

type Look = Omit<TileLayer, 'id' | 'source-layer'>;

const POLYGON: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
const LINE: FilterSpecification = ['==', ['geometry-type'], 'LineString'];
const IS_DISPUTED: FilterSpecification = ['any', ['==', ['get', 'disputed'], true], ['==', ['get', 'disputed'], 1]];
const AT_SEA: FilterSpecification = ['any', ['==', ['get', 'maritime'], true], ['==', ['get', 'maritime'], 1]];

const area = (name: string): Look => ({ type: 'fill', colours: { 'fill-color': name }, filter: POLYGON, under: 'coast' });
const river: Look = { type: 'line', colours: { 'line-color': '--water' }, paint: { 'line-width': 1.2 }, filter: LINE };
const border = (disputed: boolean): Look => ({
  type: 'line',
  colours: { 'line-color': '--line-strong' },
  paint: { 'line-width': 0.8, ...(disputed && { 'line-dasharray': [3, 3] }) },
  filter: ['all', disputed ? IS_DISPUTED : ['!', IS_DISPUTED], ['!', AT_SEA]],
});
const road: Look = {
  type: 'line',
  colours: { 'line-color': '--ink-3' },
  paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.3, 14, 1.6], 'line-opacity': 0.5 },
  filter: LINE,
};
const place = (font: string[]): Look => ({
  type: 'symbol',
  colours: { 'text-color': '--ink-3', 'text-halo-color': '--land' },
  paint: { 'text-halo-width': 1.4 },
  layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11, 'text-max-width': 8 },
  filter: ['has', 'name'],
  minzoom: 5,
});
const plain: Look = { type: 'line', colours: { 'line-color': '--line-strong' }, paint: { 'line-width': 0.8, 'line-opacity': 0.8 } };

/** The layers in which those of these names are drawn, lowest first. */
export function tileLayers(names: readonly string[], font: string[]): TileLayer[] {
  const known: [string, Look[]][] = [
    ['earth', [area('--land')]],
    ['water', [area('--water'), river]],
    ['waterway', [river]],
    ['physical_line', [river]],
    ['roads', [road]],
    ['transportation', [road]],
    ['boundaries', [border(false), border(true)]],
    ['boundary', [border(false), border(true)]],
    ['places', [place(font)]],
    ['place', [place(font)]],
  ];
  const found = known.filter(([name]) => names.includes(name));
  const drawn = found.length ? found : names.map((name): [string, Look[]] => [name, [plain]]);
  return drawn.flatMap(([name, looks]) => looks.map((look, i) => ({ id: `${name}-${i}`, 'source-layer': name, ...look })));
}
