/** Two forms of one particle: after a final consonant, and after a vowel. */
export type ParticlePair = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로';

/** What a text ends with, as far as particles care. A final ㄹ takes 로 in place of 으로. */
type Ending = 'vowel' | 'consonant' | 'rieul' | 'unknown';

/**
 * A text with the form of the particle that its last sound asks for: 민준이, 지수가. What ends in Latin letters or digits is
 * judged as it is read in Korean; where nobody can know, both forms are written, as Korean software does: 🎉을(를).
 */
export function withParticle(text: string, pair: ParticlePair): string {
  const [afterConsonant = '', afterVowel = ''] = pair.split('/');
  switch (endingOf(text)) {
    case 'consonant':
      return text + afterConsonant;
    case 'rieul':
      return text + (pair === '으로/로' ? afterVowel : afterConsonant);
    case 'vowel':
      return text + afterVowel;
    default:
      return text + (pair === '으로/로' ? '(으)로' : `${afterConsonant}(${afterVowel})`);
  }
}

/** Closing marks are not read out. */
const silentEnd = /[\s"'’”)\]}.,!?…]+$/u;

function endingOf(text: string): Ending {
  const spoken = text.normalize('NFC').replace(silentEnd, '');
  const last = spoken.at(-1) ?? '';
  if (/[가-힣]/u.test(last)) return syllableEnding(last);
  if (/\d/u.test(last)) return digitEnding(last);
  // Without accents: é is read as e.
  const latin = spoken.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return /[a-z]$/iu.test(latin) ? latinEnding(latin) : 'unknown';
}

/** Syllables stand in blocks of 28: without a final consonant, then with each of 27. */
function syllableEnding(syllable: string): Ending {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  if (final === 0) return 'vowel';
  return final === 8 ? 'rieul' : 'consonant';
}

/** 일, 칠, 팔 end in ㄹ; 영, 삼, 육 in another consonant; 이, 사, 오, 구 in a vowel. */
function digitEnding(digit: string): Ending {
  if ('178'.includes(digit)) return 'rieul';
  return '036'.includes(digit) ? 'consonant' : 'vowel';
}

/** Capitals are read letter by letter: 엘, 엠, 엔, 알. Words keep l, m, n and ng as a final consonant; most others gain a vowel. */
function latinEnding(text: string): Ending {
  if (/(?:^|[^a-z])[A-Z]+$/u.test(text)) {
    if (/[LR]$/u.test(text)) return 'rieul';
    return /[MN]$/u.test(text) ? 'consonant' : 'vowel';
  }
  if (/l$/iu.test(text)) return 'rieul';
  return /(?:[mn]|ng)$/iu.test(text) ? 'consonant' : 'vowel';
}
