import { describe, expect, it } from 'vitest';
import { isSpace, step, wordsOf } from '../src/lib/words';

describe('words', () => {
  it('cover the text without gaps, with code point offsets', () => {
    const text = '“Nine died,” 🕊 said Mr. O’Hara of al-Qasr.';
    const words = wordsOf(text, 100);
    expect(words.map((word) => word.text).join('')).toBe(text);
    expect(words[0]?.start).toBe(100);
    words.slice(1).forEach((word, i) => expect(word.start).toBe(words[i]?.end));
    expect(words.at(-1)?.end).toBe(100 + [...text].length);
    expect(words.map((word) => word.text)).toEqual(expect.arrayContaining(['O’Hara', 'al-Qasr']));
  });

  it('of Arabic keep their marks', () => {
    const words = wordsOf('قُتِلَ خمسة');
    expect(words.map((word) => word.text)).toEqual(['قُتِلَ', ' ', 'خمسة']);
  });

  it('are stepped over without the spaces', () => {
    const words = wordsOf('one two  three');
    expect(step(words, 0, 1)).toBe(2);
    expect(step(words, 2, 1)).toBe(4);
    expect(step(words, 4, 1)).toBe(4);
    expect(step(words, 4, -1)).toBe(2);
    expect(isSpace(words[1])).toBe(true);
  });
});
