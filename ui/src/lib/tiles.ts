// Vector tiles out of PMTiles files that the desk serves, by requests for the parts in view.

import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol } from 'pmtiles';

const protocol = new Protocol();
addProtocol('pmtiles', protocol.tile);

/** The file of this address, known to maps as `pmtiles://` and the address, with everything in it. */
export function tilesAt(address: string): { file: PMTiles; url: string } {
  const whole = new URL(address, location.href).href;
  const file = new PMTiles(whole);
  protocol.add(file);
  return { file, url: `pmtiles://${whole}` };
}
