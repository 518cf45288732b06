import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { isCheapToParse } from './html-cost.ts';
import { htmlRules } from './html-rules.ts';

/** Characters of the result for each one that was given; escaped text needs no more. */
const mostGrowth = 5;

/**
 * The message with only such markup as does no harm in a page, as Azure answers html messages. Clients clean it
 * again: this service is not the only one that they talk to. Text without markup comes back as it is. A message
 * of very many tags, or of many that do not match, comes back as the text of its markup.
 */
export function sanitiseHtml(html: string): string {
  if (!/[<&]/.test(html)) return html;
  if (!isCheapToParse(html)) return escapeText(html);
  const safe = toHtml(sanitize(fromHtml(html, { fragment: true }), htmlRules), {
    characterReferences: { useNamedReferences: true },
  });
  return safe.length > html.length * mostGrowth ? escapeText(html) : safe;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
