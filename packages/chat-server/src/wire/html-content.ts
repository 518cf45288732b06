import type { MessageContent } from '../storage/rows.ts';
import { htmlRulesVersion } from './html-rules.ts';
import { sanitiseHtml } from './sanitise-html.ts';

/**
 * The content of an html message as it is stored: the text as it was given, and beside it what may be shown.
 * Cleaning is slow and a message is read often, so it is done once, when the message is written.
 */
export function storeHtml(given: string): MessageContent {
  const html = sanitiseHtml(given);
  return { message: given, safe: { rules: htmlRulesVersion, ...(html !== given && { html }) } };
}

/** What may be shown of an html message. */
export function readHtml({ message = '', safe }: MessageContent): string {
  if (safe?.rules !== htmlRulesVersion) return sanitiseHtml(message);
  return safe.html ?? message;
}
