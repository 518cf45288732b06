import type { Message } from '@confab/chat-core/model';
import { foldText } from '../labels/fold-text.ts';

/** A stretch of a text, in UTF-16 units. */
export type TextRange = readonly [start: number, end: number];

/** A message as one line of plain text. The same string for the same message, or nothing is remembered. */
export type ReadText = (message: Message) => string;

/** Finds the messages in which each word of what was typed occurs, newest first. `messages`: oldest first. */
export type FindInMessages = (
  messages: readonly Message[],
  typed: string,
  limit: number,
) => readonly Message[];

/** Creates a search that folds the text of each message once. A message that was changed is another object. */
export function createMessageFinder(readText: ReadText): FindInMessages {
  const folded = new WeakMap<Message, string>();
  const foldedOf = (message: Message): string => {
    let text = folded.get(message);
    if (text === undefined) {
      text = foldText(readText(message));
      folded.set(message, text);
    }
    return text;
  };
  return (messages, typed, limit) => {
    const words = wordsOf(typed);
    const found: Message[] = [];
    if (words.length === 0) return found;
    for (let index = messages.length - 1; index >= 0 && found.length < limit; index -= 1) {
      const message = messages[index];
      if (message === undefined || message.deletedAt !== undefined) continue;
      const text = foldedOf(message);
      if (words.every((word) => text.includes(word))) found.push(message);
    }
    return found;
  };
}

/** Where the words of what was typed stand in a text: in order, and none over another. */
export function rangesOf(text: string, typed: string): readonly TextRange[] {
  const { folded, starts } = foldWithPlaces(text);
  const ranges: TextRange[] = [];
  for (const word of wordsOf(typed)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      ranges.push([starts[at] ?? 0, starts[at + word.length] ?? text.length]);
  }
  let end = 0;
  return ranges
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
    .filter((range) => {
      if (range[0] < end || range[1] <= range[0]) return false;
      end = range[1];
      return true;
    });
}

/** The part of a text around its first match, and the matches in it. */
export function snippetOf(
  text: string,
  typed: string,
): { readonly text: string; readonly ranges: readonly TextRange[] } {
  const first = rangesOf(text, typed)[0]?.[0] ?? 0;
  const isFar = first > leadLength;
  const space = text.lastIndexOf(' ', first - leadLength / 2);
  const begin = isFar ? Math.max(first - leadLength, space + 1) : 0;
  const snippet = `${isFar ? '… ' : ''}${text.slice(begin, begin + snippetLength)}`;
  return { text: snippet, ranges: rangesOf(snippet, typed) };
}

/** So many units stand before the first match at most, and so many are shown: three lines of the panel. */
const leadLength = 40;
const snippetLength = 160;

function wordsOf(typed: string): readonly string[] {
  return foldText(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** The folded text, and for each of its units where in the text it comes from. */
function foldWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = foldText(character);
    for (let unit = 0; unit < piece.length; unit += 1) starts.push(at);
    folded += piece;
    at += character.length;
  }
  starts.push(at);
  return { folded, starts };
}
