import { describe, expect, it } from 'vitest';
import { withParticle, type ParticlePair } from './korean-particle.ts';

const pairs: readonly ParticlePair[] = ['은/는', '이/가', '을/를', '과/와', '으로/로'];
const all = (text: string): string[] =>
  pairs.map((pair) => withParticle(text, pair).slice(text.length));

const afterConsonant = ['은', '이', '을', '과', '으로'];
const afterVowel = ['는', '가', '를', '와', '로'];
const afterRieul = ['은', '이', '을', '과', '로'];
const both = ['은(는)', '이(가)', '을(를)', '과(와)', '(으)로'];

describe('withParticle', () => {
  it.each(['민준', '김영진', '강', '값', '닭'])('%s ends in a consonant', (text) => {
    expect(all(text)).toEqual(afterConsonant);
  });

  it.each(['지수', '이', '가', '메시지'])('%s ends in a vowel', (text) => {
    expect(all(text)).toEqual(afterVowel);
  });

  it.each(['서울', '하늘', '디자인 파일'])('%s ends in ㄹ, which takes 로', (text) => {
    expect(all(text)).toEqual(afterRieul);
  });

  it('takes a syllable that is stored as its parts for what it is', () => {
    expect(all('민준'.normalize('NFD'))).toEqual(afterConsonant);
    expect(all('지수'.normalize('NFD'))).toEqual(afterVowel);
  });

  it.each(['Min', 'Kim', 'Spring', 'Design'])('%s is read with a consonant at its end', (text) => {
    expect(all(text)).toEqual(afterConsonant);
  });

  it.each(['Grace', 'Linus', 'Ada', 'Atlas launch', 'café'])('%s is read with a vowel', (text) => {
    expect(all(text)).toEqual(afterVowel);
  });

  it.each(['Paul', 'April', 'URL', 'HR'])('%s is read with ㄹ', (text) => {
    expect(all(text)).toEqual(afterRieul);
  });

  it('reads capitals letter by letter', () => {
    expect(all('FM')).toEqual(afterConsonant);
    expect(all('API')).toEqual(afterVowel);
    expect(all('3분기 KPI')).toEqual(afterVowel);
  });

  it.each([
    ['0', afterConsonant],
    ['2', afterVowel],
    ['4', afterVowel],
    ['5', afterVowel],
    ['9', afterVowel],
    ['1', afterRieul],
    ['7', afterRieul],
    ['8', afterRieul],
    ['3', afterConsonant],
    ['6', afterConsonant],
    ['2026', afterConsonant],
  ])('reads %s as a number', (text, particles) => {
    expect(all(text)).toEqual(particles);
  });

  it.each(['🎉', '민준 🎉', '山田', 'Ωμέγα', 'مرحبا', ''])('writes both forms after %s', (text) => {
    expect(all(text)).toEqual(both);
  });

  it('does not read out what closes a text', () => {
    expect(all('“민준”')).toEqual(afterConsonant);
    expect(all('지수 (디자인)')).toEqual(afterConsonant);
    expect(all('정말?!')).toEqual(afterRieul);
  });
});
