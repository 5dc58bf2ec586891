// Event types in groups, each with a shape and a colour, so that neither has to say it alone.

export type Group = 'violence' | 'territory' | 'retreat' | 'coercion' | 'posture' | 'protest' | 'talk' | 'aid';
export type Shape = 'triangle' | 'square' | 'diamond' | 'hexagon' | 'pentagon' | 'star' | 'circle' | 'cross';

export const SHAPES: Record<Group, Shape> = {
  violence: 'triangle',
  territory: 'square',
  retreat: 'diamond',
  coercion: 'hexagon',
  posture: 'pentagon',
  protest: 'star',
  talk: 'circle',
  aid: 'cross',
};

export const GROUP_WORDS: Record<Group, string> = {
  violence: 'assault',
  territory: 'territory',
  retreat: 'retreat',
  coercion: 'coercion, threats',
  posture: 'mobilisation, forces',
  protest: 'protest',
  talk: 'words, agreements',
  aid: 'aid',
};

const GROUPS: Record<string, Group> = {
  ASSAULT: 'violence',
  TERRITORY: 'territory',
  RETREAT: 'retreat',
  COERCE: 'coercion',
  SANCTION: 'coercion',
  THREATEN: 'coercion',
  MOBILIZE: 'posture',
  'FORCE-ESTIMATE': 'posture',
  PROTEST: 'protest',
  AID: 'aid',
};

export const TYPES = [
  'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST',
  'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'TERRITORY', 'FORCE-ESTIMATE',
] as const;

export const REALITIES = [
  'happened', 'under-way', 'announced', 'threatened', 'expected', 'hypothetical', 'denied', 'did-not-happen', 'background',
] as const;

export function groupOf(type: string): Group {
  return GROUPS[type] ?? 'talk';
}

/** "Force estimate" for FORCE-ESTIMATE. */
export function typeWords(type: string): string {
  const words = type.toLowerCase().replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function realityWords(reality: string): string {
  return reality.replaceAll('-', ' ');
}

/** Whether a source tells it as something that took place or takes place; several realities stand with commas. */
export function isReal(reality: string): boolean {
  return reality.split(', ').some((each) => each === 'happened' || each === 'under-way' || each === 'background');
}

/** The points of a shape in a box from -1 to 1, as an SVG path. */
export function shapePath(shape: Shape, size: number, x = size / 2, y = size / 2): string {
  const radius = size / 2;
  const at = (angle: number, length = 1) => {
    const turn = (angle - 90) * (Math.PI / 180);
    return `${(x + Math.cos(turn) * radius * length).toFixed(2)} ${(y + Math.sin(turn) * radius * length).toFixed(2)}`;
  };
  const ring = (corners: number, length = 1, turn = 0) =>
    `M${Array.from({ length: corners }, (_, i) => at(turn + (360 / corners) * i, length)).join('L')}Z`;
  switch (shape) {
    case 'triangle':
      return `M${at(0, 1.02)}L${at(122, 1.06)}L${at(238, 1.06)}Z`;
    case 'square':
      return ring(4, 1.14, 45);
    case 'diamond':
      return ring(4, 1.08);
    case 'hexagon':
      return ring(6, 1, 30);
    case 'pentagon':
      return ring(5, 1.02);
    case 'star':
      return `M${Array.from({ length: 10 }, (_, i) => at(36 * i, i % 2 ? 0.5 : 1.1)).join('L')}Z`;
    case 'cross': {
      const a = radius * 0.34;
      const b = radius * 0.95;
      const corners = [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]];
      return `M${corners.map(([dx, dy]) => `${(x + (dx ?? 0)).toFixed(2)} ${(y + (dy ?? 0)).toFixed(2)}`).join('L')}Z`;
    }
    default:
      return `M${at(0, 0.92)}A${radius * 0.92} ${radius * 0.92} 0 1 1 ${at(180, 0.92)}A${radius * 0.92} ${radius * 0.92} 0 1 1 ${at(0, 0.92)}Z`;
  }
}
