import { expect, it } from 'vitest';
import { textLanguage } from './text-language.ts';

it('marks text that is mostly Hangul as Korean, and nothing else', () => {
  expect(textLanguage('우편번호 수정도 확인했어요 ✅')).toBe('ko');
  expect(textLanguage('고마워요, 민준! Looking at it now')).toBeUndefined();
  expect(textLanguage('مرحبا')).toBeUndefined();
  expect(textLanguage('🎉 123')).toBeUndefined();
});
