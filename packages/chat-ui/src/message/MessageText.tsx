'use client';

import { memo, useMemo, type NamedExoticComponent, type ReactNode } from 'react';
import { Link } from '../root/Link.tsx';
import { parseText, type InlinePart, type TextBlock } from './parse-text.ts';
import { textLanguage } from './text-language.ts';

/** Props of {@link MessageText}. */
export interface MessageTextProps {
  readonly text: string;
  /** Follows the last word on its line, for example the mark of an edit. */
  readonly suffix?: ReactNode;
  /** Finds more in the text than links and code, for example mentions. Keep the function the same between renders. */
  readonly mark?: ((blocks: readonly TextBlock[]) => readonly TextBlock[]) | undefined;
}

/**
 * Text of a message: paragraphs, links, `code` and fenced blocks. Each block takes its direction from its own first
 * letter, so Arabic and English keep their side in one message.
 */
export const MessageText: NamedExoticComponent<MessageTextProps> = memo(function MessageText({
  text,
  suffix,
  mark,
}: MessageTextProps): ReactNode {
  const blocks = useMemo(() => (mark ?? same)(parseText(text)), [text, mark]);
  const lang = useMemo(() => textLanguage(text), [text]);
  const suffixGoesInside = suffix != null && blocks.at(-1)?.type === 'paragraph';
  return (
    <>
      {blocks.map((block, index) =>
        block.type === 'code' ? (
          <CodeBlock key={index} text={block.text} />
        ) : (
          <p key={index} data-part="message-text" dir="auto" lang={lang}>
            {block.parts.map((part, partIndex) => renderPart(part, partIndex))}
            {suffixGoesInside && index === blocks.length - 1 && <> {suffix}</>}
          </p>
        ),
      )}
      {suffix != null && !suffixGoesInside && <p data-part="message-text">{suffix}</p>}
    </>
  );
});

const same = (blocks: readonly TextBlock[]): readonly TextBlock[] => blocks;

function CodeBlock({ text }: { readonly text: string }): ReactNode {
  return (
    <pre data-part="code-block" dir="ltr">
      {/* Reachable by keyboard, because a long line scrolls inside the block. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <code tabIndex={0}>{text}</code>
    </pre>
  );
}

function renderPart(part: InlinePart, key: number): ReactNode {
  if (part.type === 'code') {
    return (
      <code key={key} data-part="code" dir="ltr">
        {part.text}
      </code>
    );
  }
  if (part.type === 'mention') {
    return (
      <bdi key={key} data-part="mention">
        {part.text}
      </bdi>
    );
  }
  if (part.type === 'link') {
    return (
      <Link key={key} data-part="link" href={part.href} target="_blank" rel="noopener noreferrer">
        {part.text}
      </Link>
    );
  }
  return part.text;
}
