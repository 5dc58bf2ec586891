// Overlapping spans of a text, cut into pieces that each bear a set of spans, so that they can be drawn without nesting.

export interface Span {
  start: number;
  end: number;
}

export interface Piece<S extends Span> {
  start: number;
  end: number;
  /** The spans that cover this piece, the longest first. */
  spans: S[];
  /** Those of them that begin here, and those that end here. */
  opens: S[];
  closes: S[];
}

/** The pieces of `from`–`to`, in order and without gaps; spans that reach beyond are cut, empty ones left out. */
export function pieces<S extends Span>(from: number, to: number, spans: readonly S[]): Piece<S>[] {
  const inside = spans.filter((span) => span.end > span.start && span.end > from && span.start < to);
  const cuts = new Set<number>([from, to]);
  for (const span of inside) {
    cuts.add(Math.max(from, span.start));
    cuts.add(Math.min(to, span.end));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const made: Piece<S>[] = [];
  const ordered = [...inside].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] as number;
    const end = edges[i + 1] as number;
    const covering = ordered.filter((span) => span.start <= start && span.end >= end);
    made.push({
      start,
      end,
      spans: covering,
      opens: covering.filter((span) => Math.max(from, span.start) === start),
      closes: covering.filter((span) => Math.min(to, span.end) === end),
    });
  }
  return made;
}
