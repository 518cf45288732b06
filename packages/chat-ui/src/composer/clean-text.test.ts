import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

describe('cleanText', () => {
  it('leaves blank lines around the text out and keeps its indentation', () => {
    expect(cleanText('\n \n  code\n\n  more \n\n')).toBe('  code\n\n  more');
  });

  it('takes out what pasting leaves behind', () => {
    expect(cleanText('\ufeffa\u200bb\u2060c\u00add\u200d e\u200c\u200df')).toBe('abcd ef');
    expect(cleanText('10\u00a0km')).toBe('10 km');
    expect(cleanText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
  });

  it('keeps the joiners of emoji', () => {
    for (const emoji of ['👩‍💻', '👨‍👩‍👧', '🏳️‍🌈', '❤️‍🔥', '👩🏽‍🚀']) {
      expect(cleanText(`so ${emoji}!`)).toBe(`so ${emoji}!`);
    }
  });

  it('keeps the joiners of Persian and Hindi words', () => {
    for (const word of ['می\u200cخواهم', 'نامه\u200cای', 'क्\u200dष', 'क्\u200cष']) {
      expect(cleanText(`${word} ${word}`)).toBe(`${word} ${word}`);
    }
  });

  it('keeps the line breaks of scripts without spaces, and the marks of direction', () => {
    expect(cleanText('ភាសា\u200bខ្មែរ')).toBe('ភាសា\u200bខ្មែរ');
    expect(cleanText('ภาษา\u200b\u200bไทย')).toBe('ภาษา\u200bไทย');
    expect(cleanText('\u200fשלום!\u200f')).toBe('\u200fשלום!\u200f');
  });

  it('keeps markup as the characters that it is', () => {
    expect(cleanText('<b onclick="x()">&amp;</b>')).toBe('<b onclick="x()">&amp;</b>');
  });

  it('takes a hostile text in its stride', () => {
    const text = `${'\u200d'.repeat(20_000)}${' \n'.repeat(20_000)}x${'\u200b'.repeat(20_000)}`;
    expect(cleanText(text)).toBe('x');
    expect(cleanText('\ud83d')).toBe('\ud83d');
  });
});
