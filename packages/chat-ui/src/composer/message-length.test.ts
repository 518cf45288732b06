import { describe, expect, it } from 'vitest';
import { hasContent, measureMessage } from './message-length.ts';

describe('measureMessage', () => {
  it('counts UTF-8 bytes, as the service does', () => {
    expect(measureMessage('a한🎉').bytes).toBe(8);
    expect(measureMessage('x'.repeat(28_000))).toMatchObject({ left: 0, charactersOver: 0 });
    expect(measureMessage('x'.repeat(28_001))).toMatchObject({ left: -1, charactersOver: 1 });
  });

  it('says how many characters are too many, not how many bytes', () => {
    expect(measureMessage(`aaaa${'한'.repeat(3)}`, 10).charactersOver).toBe(1);
    expect(measureMessage('🎉🎉🎉', 4).charactersOver).toBe(2);
    expect(measureMessage('a\ud83c', 1).charactersOver).toBe(1);
  });

  it('is near the limit in the last tenth', () => {
    expect(measureMessage('x'.repeat(90), 100).isNearLimit).toBe(false);
    expect(measureMessage('x'.repeat(91), 100).isNearLimit).toBe(true);
  });
});

describe('hasContent', () => {
  it('does not count white space and invisible characters', () => {
    expect(hasContent('')).toBe(false);
    expect(hasContent(' \n\t\u00a0\u3000')).toBe(false);
    expect(hasContent('\u200b\u200d\u2060\ufeff')).toBe(false);
    expect(hasContent(' . ')).toBe(true);
    expect(hasContent('👩‍💻')).toBe(true);
  });
});
