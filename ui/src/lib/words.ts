// The words of a text with their code point offsets, and the stretch between two of them.

export interface Word {
  text: string;
  start: number;
  end: number;
}

/** Words, signs and the spaces between them, in order and without gaps; offsets begin at `offset`. */
export function wordsOf(text: string, offset = 0): Word[] {
  const made: Word[] = [];
  let start = offset;
  for (const part of text.match(/[\p{L}\p{N}\p{M}]+(?:['’\-.,][\p{L}\p{N}\p{M}]+)*|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []) {
    const length = [...part].length;
    made.push({ text: part, start, end: start + length });
    start += length;
  }
  return made;
}

export const isSpace = (word: Word | undefined): boolean => word !== undefined && /^\s+$/.test(word.text);

/** The index of the next word (no space) from `at` in the direction; `at` itself where there is none. */
export function step(words: readonly Word[], at: number, by: 1 | -1): number {
  for (let i = at + by; i >= 0 && i < words.length; i += by) if (!isSpace(words[i])) return i;
  return at;
}
