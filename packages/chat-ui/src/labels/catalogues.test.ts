import { describe, expect, it } from 'vitest';
import { labelsDe } from './labels-de.ts';
import { labelsEn } from './labels-en.ts';
import { labelsFr } from './labels-fr.ts';
import { labelsKo } from './labels-ko.ts';
import type { Labels } from './labels.ts';
import { sampleArguments, wordingsOf } from './test-support/sample-arguments.ts';

const catalogues: Readonly<Record<string, Labels>> = { fr: labelsFr, ko: labelsKo, de: labelsDe };
const all: Readonly<Record<string, Labels>> = { en: labelsEn, ...catalogues };
// Keys of an object that holds exactly the texts.
const keys = Object.keys(labelsEn) as (keyof Labels)[];

/** What reads the same in English. */
const same: Readonly<Record<string, readonly (keyof Labels)[]>> = {
  fr: ['messages', 'suggestions', 'suggestionCount'],
  ko: ['arrived'],
  de: ['threads', 'offline', 'arrived'],
};

describe.each(Object.keys(catalogues))('the catalogue %s', (language) => {
  const labels = catalogues[language] ?? labelsEn;

  it('has every text of English and no other', () => {
    expect(Object.keys(labels).toSorted()).toEqual(keys.toSorted());
  });

  it('has functions where English has them, with as many parameters', () => {
    const shapeOf = (one: Labels): string[] =>
      keys.map((key) => {
        const text = one[key];
        return `${key}: ${typeof text === 'function' ? text.length : 'text'}`;
      });
    expect(shapeOf(labels)).toEqual(shapeOf(labelsEn));
  });

  it('leaves no text in English, but for the few that read the same', () => {
    const untranslated = keys.filter((key) => {
      const english = wordingsOf(labelsEn, key);
      return wordingsOf(labels, key).some((text, index) => text !== '' && text === english[index]);
    });
    const allowed = [...(same[language] ?? []), 'participantsLine'];
    expect(untranslated.filter((key) => !allowed.includes(key))).toEqual([]);
    expect((same[language] ?? []).filter((key) => !untranslated.includes(key))).toEqual([]);
  });

  it('says what English says: every name, topic, time and number that goes in', () => {
    const given = /Zoë|Xu|Yi|Qux|09:4\d|\d+/gu;
    const partsOf = (text: string): string[] => (text.match(given) ?? []).toSorted();
    for (const key of Object.keys(sampleArguments) as (keyof Labels)[]) {
      const english = wordingsOf(labelsEn, key);
      wordingsOf(labels, key).forEach((text, index) => {
        // One may be written as a word.
        const numberless = (part: string): boolean => part !== '1';
        const [own, expected] = [text, english[index] ?? ''].map((one) =>
          partsOf(one).filter(numberless),
        );
        expect([key, index, own]).toEqual([key, index, expected]);
      });
    }
  });

  it('leaves nothing undone', () => {
    for (const key of keys) {
      for (const text of wordingsOf(labels, key)) {
        expect([key, text]).not.toEqual([
          key,
          expect.stringMatching(/#|undefined|\$\{|^\s|\s$|  /u),
        ]);
      }
    }
  });
});

describe('what is counted', () => {
  const counts = [0, 1, 2, 5, 21, 1_000_000] as const;
  it.each([
    [
      'en',
      [
        '0 new messages',
        '1 new message',
        '2 new messages',
        '5 new messages',
        '21 new messages',
        '1,000,000 new messages',
      ],
    ],
    [
      'fr',
      [
        '0 nouveau message',
        '1 nouveau message',
        '2 nouveaux messages',
        '5 nouveaux messages',
        '21 nouveaux messages',
        '1 000 000 de nouveaux messages',
      ],
    ],
    [
      'ko',
      [
        '새 메시지 0개',
        '새 메시지 1개',
        '새 메시지 2개',
        '새 메시지 5개',
        '새 메시지 21개',
        '새 메시지 1,000,000개',
      ],
    ],
    [
      'de',
      [
        '0 neue Nachrichten',
        '1 neue Nachricht',
        '2 neue Nachrichten',
        '5 neue Nachrichten',
        '21 neue Nachrichten',
        '1.000.000 neue Nachrichten',
      ],
    ],
  ] as const)('takes the plural of %s', (language, texts) => {
    const { newMessages } = all[language] ?? labelsEn;
    expect(counts.map((count) => newMessages(count).replaceAll(/[\u00A0\u202F]/gu, ' '))).toEqual(
      texts,
    );
  });

  it.each(Object.keys(all))('is written with the separators of %s, in every text', (language) => {
    const labels = all[language] ?? labelsEn;
    const million = (1_000_000).toLocaleString(language);
    const counted = [
      'newMessages',
      'charactersLeft',
      'tooLong',
      'threadsFound',
      'unreadCount',
      'participantCount',
      'restoredBanner',
      'notAddedCount',
      'suggestionCount',
    ] as const;
    for (const key of counted) expect(labels[key](1_000_000)).toContain(million);
    expect(labels.messagesFound(1_000_000, false)).toContain(million);
    expect(labels.messagesFound(1_000_000, true)).toContain(million);
    expect(labels.unreadAbove(1_000_000, true)).toContain(million);
  });

  it('has no plural in Korean, and two forms in every text of English and German', () => {
    const formsOf = (labels: Labels): number =>
      new Set(counts.map((count) => labels.unreadCount(count).replaceAll(/[\d.,]/gu, ''))).size;
    expect([labelsKo, labelsEn, labelsDe, labelsFr].map(formsOf)).toEqual([1, 2, 2, 3]);
  });
});

describe('names', () => {
  it('are joined as the language joins them', () => {
    const line = (labels: Labels): string => labels.participantsLine(['Grace', 'Linus'], true);
    expect([labelsEn, labelsFr, labelsKo, labelsDe].map(line)).toEqual([
      'Grace, Linus and you',
      'Grace, Linus et vous',
      'Grace, Linus 및 나',
      'Grace, Linus und du',
    ]);
  });

  it('decide the verb: one person, several, and the reader', () => {
    expect(labelsFr.participantsLeft(['Kim'])).toBe('Kim a quitté la conversation');
    expect(labelsFr.participantsLeft(['Kim', 'Ann'])).toBe('Kim et Ann ont quitté la conversation');
    expect(labelsFr.participantsAdded(labelsFr.you, ['Kim'])).toBe('Vous avez ajouté Kim');
    expect(labelsDe.participantsRemoved(undefined, ['Kim', 'Ann'])).toBe(
      'Kim und Ann wurden entfernt',
    );
    expect(labelsDe.topicChanged(labelsDe.you, 'Atlas')).toBe(
      'Du hast den Chat in Atlas umbenannt',
    );
    expect(labelsDe.messageDeleted('Kim')).toBe('Kim hat eine Nachricht gelöscht');
    expect(labelsKo.participantsAdded(labelsKo.you, ['민준'])).toBe('내가 민준님을 추가했어요');
    expect(labelsKo.typing([labelsKo.unknownSender])).toBe('알 수 없는 사용자가 입력 중');
    expect(labelsKo.replyingTo(labelsKo.you)).toBe('나에게 답장');
    expect(labelsKo.topicChanged('Grace', '서울')).toBe('Grace님이 채팅 이름을 서울로 바꿨어요');
  });

  it('stay as they are when they hold what stands for a number, or what a pattern would replace', () => {
    for (const labels of Object.values(all)) {
      expect(labels.participantsLeft(['#1', '$&'])).toContain('#1');
      expect(labels.participantsRemoved(undefined, ['#1', '$&'])).toContain('$&');
    }
  });
});

describe('the register', () => {
  const textsOf = (labels: Labels): string[] => keys.flatMap((key) => wordingsOf(labels, key));

  it('of French: a narrow no-break space before ; : ! ? and inside « »', () => {
    const wrong = textsOf(labelsFr)
      .map((text) => text.replaceAll(/8:acs:|\d\d:\d\d/gu, ''))
      .filter((text) => /[^\u202F][;:!?»]|«[^\u202F]/u.test(text));
    expect(wrong).toEqual([]);
  });

  it('of French: nobody is called "tu"', () => {
    expect(
      textsOf(labelsFr).filter((text) => /(?<!\p{L})(?:tu|ton|ta|tes|toi)(?!\p{L})/iu.test(text)),
    ).toEqual([]);
  });

  it('of Korean: sentences end in 요', () => {
    const sentences = textsOf(labelsKo).flatMap((text) => text.match(/[^.?]+[.?]/gu) ?? []);
    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.filter((sentence) => !/요[.?]$/u.test(sentence))).toEqual([]);
    expect(textsOf(labelsKo).filter((text) => /니다|습니까/u.test(text))).toEqual([]);
  });

  it('of German: nobody is called "Sie"', () => {
    const formal = /\p{Ll} Sie\b|\b(?:Ihnen|Ihre?[mnrs]?)\b/u;
    expect(textsOf(labelsDe).filter((text) => formal.test(text))).toEqual([]);
  });

  it('of all: curly quotation marks and apostrophes', () => {
    expect(
      Object.values(all)
        .flatMap(textsOf)
        .filter((text) => /['"]/u.test(text)),
    ).toEqual([]);
  });
});
