import { describe, expect, it } from 'vitest';
import { Text } from '../src/lib/codepoints';

describe('Text', () => {
  it('counts code points where there is nothing beyond the basic plane', () => {
    const text = new Text('Shells fell on Oldbridge.');
    expect(text.length).toBe(25);
    expect(text.slice(15, 24)).toBe('Oldbridge');
  });

  it('counts a pair of surrogates as one', () => {
    const text = new Text('🕊 over 𝒜mber 🕊.');
    expect(text.length).toBe([...'🕊 over 𝒜mber 🕊.'].length);
    expect(text.slice(0, 1)).toBe('🕊');
    expect(text.slice(7, 12)).toBe('𝒜mber');
    expect(text.slice(13, 15)).toBe('🕊.');
  });

  it('goes back from units to code points', () => {
    const words = 'a🕊b🕊c';
    const text = new Text(words);
    for (let point = 0; point <= text.length; point++) expect(text.point(text.unit(point))).toBe(point);
    expect(text.unit(3)).toBe(4);
  });

  it('takes half a pair as one code point, as Python does', () => {
    const text = new Text('x\ud83dy🕊');
    expect(text.length).toBe(4);
    expect(text.slice(2, 4)).toBe('y🕊');
  });

  it('holds offsets within the text', () => {
    const text = new Text('añ');
    expect(text.slice(-3, 99)).toBe('añ');
    expect(text.unit(99)).toBe(2);
  });

  it('leaves right-to-left text in the order it is written', () => {
    const text = new Text('قال الشيخ: 5 قتلى');
    expect(text.slice(4, 9)).toBe('الشيخ');
  });
});
