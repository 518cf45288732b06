'use client';

import { memo, useContext, useMemo, type NamedExoticComponent, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { createChunk, useChunk } from '../root/chunk.ts';
import { LinkContext } from '../root/link-context.ts';
import { isOpenableAddress } from './find-links.ts';
import { htmlToText } from '@confab/chat-core/model';
import { MessageText } from './MessageText.tsx';

const htmlChunk = createChunk(() => import('./render-html.tsx'));

/** Props of {@link HtmlText}. */
export interface HtmlTextProps {
  /** As it came: from anybody. */
  readonly html: string;
  /** Follows the text, for example the mark of an edit. */
  readonly suffix?: ReactNode;
}

/**
 * Text of an HTML message. What cleans it is loaded with the first of them; until then, and when it cannot be loaded, the plain text
 * stands in.
 */
export const HtmlText: NamedExoticComponent<HtmlTextProps> = memo(function HtmlText({
  html,
  suffix,
}: HtmlTextProps): ReactNode {
  const labels = useLabels();
  const linkComponent = useContext(LinkContext);
  const loaded = useChunk(htmlChunk, stayPlain);
  const nodes = useMemo(
    () =>
      loaded?.renderHtml(html, {
        linkComponent,
        imageLabel: labels.picture,
        isOpenable: isOpenableAddress,
      }),
    [loaded, html, linkComponent, labels],
  );
  if (nodes === undefined) return <MessageText text={htmlToText(html)} suffix={suffix} />;
  return (
    <>
      <div data-part="message-html" dir="auto">
        {nodes}
      </div>
      {suffix != null && <p data-part="message-text">{suffix}</p>}
    </>
  );
});

/** The text can be read without it, and the next HTML message tries again. */
function stayPlain(): void {}
