import { findLinks } from './find-links.ts';

/** A run of text inside a paragraph. */
export type InlinePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  /** The name of somebody who is mentioned, with its "@". */
  | { readonly type: 'mention'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

/** A part of a message: running text, or a block of code. */
export type TextBlock =
  | { readonly type: 'paragraph'; readonly parts: readonly InlinePart[] }
  | { readonly type: 'code'; readonly text: string };

const openingFence = /^[ \t]*```[^`]*$/u;
const closingFence = /^[ \t]*```[ \t]*$/u;
const inlineCode = /`([^`\n]+)`/gu;

/**
 * Splits plain text into paragraphs and code blocks, and paragraphs into text, code and links. A fence or a backtick
 * that is never closed stays text. The result is data, so nothing in a message can become markup.
 */
export function parseText(text: string): TextBlock[] {
  const lines = text.split(/\r?\n/u);
  const lastClosing = lines.findLastIndex((line) => closingFence.test(line));
  const blocks: TextBlock[] = [];
  let paragraph: string[] = [];
  let code: string[] | null = null;
  for (const [index, line] of lines.entries()) {
    if (code !== null && closingFence.test(line)) {
      blocks.push({ type: 'code', text: code.join('\n') });
      code = null;
    } else if (code !== null) {
      code.push(line);
    } else if (index < lastClosing && openingFence.test(line)) {
      addParagraph(blocks, paragraph.join('\n'));
      paragraph = [];
      code = [];
    } else {
      paragraph.push(line);
    }
  }
  addParagraph(blocks, paragraph.join('\n'));
  return blocks;
}

function addParagraph(blocks: TextBlock[], text: string): void {
  const trimmed = text.replace(/^\n+|\s+$/gu, '');
  if (trimmed !== '') blocks.push({ type: 'paragraph', parts: parseInline(trimmed) });
}

function parseInline(text: string): InlinePart[] {
  const parts: InlinePart[] = [];
  let position = 0;
  for (const match of text.matchAll(inlineCode)) {
    addTextAndLinks(parts, text.slice(position, match.index));
    parts.push({ type: 'code', text: match[1] ?? '' });
    position = match.index + match[0].length;
  }
  addTextAndLinks(parts, text.slice(position));
  return parts;
}

function addTextAndLinks(parts: InlinePart[], text: string): void {
  let position = 0;
  for (const link of findLinks(text)) {
    if (link.start > position) parts.push({ type: 'text', text: text.slice(position, link.start) });
    parts.push({ type: 'link', text: text.slice(link.start, link.end), href: link.href });
    position = link.end;
  }
  if (position < text.length) parts.push({ type: 'text', text: text.slice(position) });
}
