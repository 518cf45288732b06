import { expect, it } from 'vitest';
import { labelsDe } from '../labels/labels-de.ts';
import { labelsEn } from '../labels/labels-en.ts';
import { failureText } from './failure-text.ts';

const forbidden = { code: 'forbidden', message: 'You can’t post here.', retryable: true };

it('says why in the language of the reader, for sending and for changing', () => {
  expect(failureText(forbidden, labelsDe)).toMatch(/^Du kannst hier nicht mehr schreiben/u);
  expect(failureText(forbidden, labelsDe, true)).toBe('Der Dienst hat die Änderung abgelehnt.');
});

it('says something in the language of the reader of a reason that nobody has heard of', () => {
  const unheardOf = { ...forbidden, code: 'toString' };
  expect(failureText(unheardOf, labelsDe)).toMatch(/^Der Dienst hat die Nachricht abgelehnt/u);
});

it('leaves English to the sentence of the client, and nothing to nothing', () => {
  expect(failureText(forbidden, labelsEn)).toBe('You can’t post here.');
  expect(failureText(undefined, labelsEn)).toBeUndefined();
});
