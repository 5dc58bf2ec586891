// A map of countries drawn from files that the desk itself serves. Labels are drawn by the browser from the system's fonts:
// no tile, glyph, sprite or font is asked of anybody else. This module is loaded only where a map is shown.

import { Map as GlMap, NavigationControl, prewarm, ScaleControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Box } from './address';
import { tilesAt } from './tiles';

setWorkerUrl(new URL(worker, location.href).href);
prewarm(); // its workers start before the map does

const countries = tilesAt('/map/countries.pmtiles');
void countries.file.getHeader().catch(() => null); // the directory is there when the map asks for tiles

const FONT = ['system-ui', 'Noto Sans', 'Noto Sans Arabic', 'sans-serif'];
export const FONT_STACK = FONT;

/** What a colour of the style sheet is in the theme that is on. */
export function colour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Paint whose colours are the style sheet's, by their names there, which a change of the theme finds again. */
export function tinted<Paint extends object>(colours: Record<string, string>, paint?: Paint) {
  const values = Object.fromEntries(Object.entries(colours).map(([property, name]) => [property, colour(name)]));
  return { metadata: { colours }, paint: { ...paint, ...values } as Paint };
}

/** All borders are drawn alike, thinner than anything that is told of. */
const BORDER = () => ({ 'line-color': colour('--line-strong'), 'line-width': 0.7 });

function style(): StyleSpecification {
  const land = { source: 'countries', 'source-layer': 'land' };
  const borders = { source: 'countries', 'source-layer': 'borders' };
  return {
    version: 8,
    sources: {
      countries: {
        type: 'vector',
        tiles: [`${countries.url}/{z}/{x}/{y}`],
        maxzoom: 6,
        attribution: 'Borders as Natural Earth draws them; no statement on claims',
      },
      labels: { type: 'geojson', data: '/map/labels.json' },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colour('--water') } },
      { id: 'land', type: 'fill', ...land, paint: { 'fill-color': colour('--land'), 'fill-antialias': true } },
      { id: 'coast', type: 'line', ...land, paint: { 'line-color': colour('--line-strong'), 'line-width': 0.6, 'line-opacity': 0.6 } },
      { id: 'borders', type: 'line', ...borders, filter: ['!', ['get', 'disputed']], paint: BORDER() },
      {
        id: 'disputed',
        type: 'line',
        ...borders,
        filter: ['get', 'disputed'],
        paint: { ...BORDER(), 'line-dasharray': [3, 3] },
      },
      {
        id: 'countries',
        type: 'symbol',
        source: 'labels',
        maxzoom: 8,
        filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 2, 2, 3.2, 3, 4.5, 4]],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': FONT,
          'text-size': ['interpolate', ['linear'], ['zoom'], 1, 10, 6, 14],
          'text-max-width': 7,
          'text-letter-spacing': 0.04,
          'symbol-sort-key': ['get', 'rank'],
        },
        paint: { 'text-color': colour('--ink-3'), 'text-halo-color': colour('--land'), 'text-halo-width': 1.4 },
      },
    ],
  };
}

export interface BaseMap {
  map: GlMap;
  /** Looks at this box, or without one at the world, and draws what is there. */
  show(look: { box: Box; padding?: number } | null): void;
  /** Colours anew, after the theme changed. */
  recolour(): void;
}

/** A map that draws nothing until it is shown something. Throws where there is no WebGL. */
export function makeMap(container: HTMLElement): BaseMap {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = new GlMap({
    container,
    center: [25, 25],
    zoom: 1.2,
    maxZoom: 14,
    minZoom: 0.6,
    attributionControl: { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: calm ? 0 : 120,
    renderWorldCopies: false,
    localIdeographFontFamily: 'system-ui, sans-serif',
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  // folded, for it lies over what is told of; the legend says the same
  map.once('style.load', () => container.querySelector('.maplibregl-compact-show')?.classList.remove('maplibregl-compact-show'));
  return {
    map,
    show: (look) => {
      if (look) map.fitBounds(look.box, { padding: look.padding ?? 0, maxZoom: look.padding ? 8 : 14, animate: false });
      map.setStyle(style());
    },
    recolour: () => {
      const paint: [string, 'background-color' | 'fill-color' | 'line-color' | 'text-color' | 'text-halo-color', string][] = [
        ['water', 'background-color', '--water'],
        ['land', 'fill-color', '--land'],
        ['coast', 'line-color', '--line-strong'],
        ['borders', 'line-color', '--line-strong'],
        ['disputed', 'line-color', '--line-strong'],
        ['countries', 'text-color', '--ink-3'],
        ['countries', 'text-halo-color', '--land'],
      ];
      for (const { id, metadata } of map.getStyle().layers) {
        const { colours = {} } = (metadata ?? {}) as { colours?: Record<string, string> };
        paint.push(...(Object.entries(colours) as [never, string][]).map(([name, token]): (typeof paint)[0] => [id, name, token]));
      }
      for (const [layer, name, token] of paint) if (map.getLayer(layer)) map.setPaintProperty(layer, name, colour(token));
    },
  };
}

/** A picture for the map, drawn at twice its size for sharp screens. */
export function picture(size: number, draw: (context: CanvasRenderingContext2D, size: number) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * 2;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D; // not on the graphics card
  context.scale(2, 2);
  draw(context, size);
  return context.getImageData(0, 0, size * 2, size * 2);
}

/** A ring around a point, as a polygon in degrees. */
export function ring(longitude: number, latitude: number, kilometres: number): [number, number][] {
  const up = kilometres / 110.574;
  const across = kilometres / (111.32 * Math.max(0.05, Math.cos((latitude * Math.PI) / 180)));
  return Array.from({ length: 65 }, (_, i) => {
    const turn = (i / 64) * 2 * Math.PI;
    return [longitude + Math.cos(turn) * across, Math.max(-89.9, Math.min(89.9, latitude + Math.sin(turn) * up))] as [number, number];
  });
}
