import { htmlToText } from '../model/html-to-text.ts';
import type { ExportedMessage, ExportedThread } from './exported-thread.ts';

/** How a document is written. */
export interface WriteHtmlOptions {
  /** BCP 47 tag for dates and times. Default: `en`. */
  readonly locale?: string | undefined;
  /** IANA time zone. Default: that of the device. */
  readonly timeZone?: string | undefined;
}

/** Allows the page its own style, and nothing else: no script, picture, frame or request, whatever a message holds. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style = `:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;margin-bottom:.2rem}
h2{margin:2rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent);font-size:1rem}
article{margin:.7rem 0;overflow-wrap:anywhere;break-inside:avoid}
article:target{outline:2px solid Highlight;outline-offset:4px}
header{display:flex;gap:.6rem;align-items:baseline}
time,.note,.quote{opacity:.75;font-size:.88em}
p{margin:.15rem 0;white-space:pre-wrap}
.quote{display:block;margin:.2rem 0;padding-inline-start:.6rem;border-inline-start:3px solid;color:inherit;text-decoration:none}
.note{font-style:italic}`;

/** One readable page of a thread, complete in itself. All that people have written is text in it. */
export function writeHtml(data: ExportedThread, options: WriteHtmlOptions = {}): string {
  const { locale = 'en', timeZone } = options;
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...zone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...zone });
  const names = namesOf(data);
  const byId = new Map(data.messages.map((message) => [message.id, message]));
  const title = data.thread.topic || 'Chat';
  let lastDay = '';
  const parts: string[] = [];
  for (const message of data.messages) {
    const created = new Date(message.createdOn);
    const today = day.format(created);
    if (today !== lastDay) parts.push(`<h2>${escape(today)}</h2>`);
    lastDay = today;
    parts.push(writeMessage(message, time.format(created), names, byId));
  }
  return `<!doctype html>
<html lang="${escape(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<h1 dir="auto">${escape(title)}</h1>
<p class="note">${escape(data.participants.map(({ id, displayName }) => displayName ?? id).join(', '))}</p>
${parts.join('\n')}
</body>
</html>
`;
}

type Names = ReadonlyMap<string, string>;

function writeMessage(
  message: ExportedMessage,
  time: string,
  names: Names,
  byId: ReadonlyMap<string, ExportedMessage>,
): string {
  const { id, sender, createdOn, editedOn, deletedOn } = message;
  const stamp = `<time datetime="${escape(createdOn)}">${escape(time)}</time>`;
  const anchor = `m-${escape(id)}`;
  if (sender === undefined)
    return `<article id="${anchor}"><p class="note" dir="auto">${escape(eventText(message, names))} ${stamp}</p></article>`;
  const name = sender.displayName ?? names.get(sender.id) ?? sender.id;
  const body =
    deletedOn === undefined
      ? `${quoteOf(message, names, byId)}<p dir="auto">${escape(textOf(message))}</p>${filesOf(message)}`
      : '<p class="note">This message was deleted</p>';
  const edited =
    editedOn === undefined || deletedOn !== undefined ? '' : ' <span class="note">(edited)</span>';
  return `<article id="${anchor}"><header><b dir="auto">${escape(name)}</b> ${stamp}${edited}</header>${body}</article>`;
}

function quoteOf(
  { metadata }: ExportedMessage,
  names: Names,
  byId: ReadonlyMap<string, ExportedMessage>,
): string {
  const replyTo = metadata?.['confab.replyTo'];
  const quoted = replyTo === undefined ? undefined : byId.get(replyTo);
  if (quoted === undefined) return '';
  const { sender } = quoted;
  const name = sender && (sender.displayName ?? names.get(sender.id) ?? sender.id);
  const text = quoted.deletedOn === undefined ? textOf(quoted) : 'This message was deleted';
  const line = `${name === undefined ? '' : `${name}: `}${text.slice(0, 200)}`;
  return `<a class="quote" dir="auto" href="#m-${escape(quoted.id)}">${escape(line)}</a>`;
}

/** The names of files. Their addresses may need a token, and would tell another server who reads the page. */
function filesOf({ metadata, attachments = [] }: ExportedMessage): string {
  const names = [
    ...fileNames(metadata?.['confab.attachments']),
    ...attachments.map(({ id, name }) => name ?? id),
  ];
  return names.map((name) => `<p class="note" dir="auto">📎 ${escape(name)}</p>`).join('');
}

function fileNames(json: string | undefined): readonly string[] {
  if (json === undefined) return [];
  try {
    const list: unknown = JSON.parse(json);
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: unknown) =>
      typeof entry === 'object' &&
      entry !== null &&
      'name' in entry &&
      typeof entry.name === 'string'
        ? [entry.name]
        : [],
    );
  } catch {
    return [];
  }
}

function textOf({ type, content = '' }: ExportedMessage): string {
  return type === 'html' ? htmlToText(content) : content;
}

function eventText(message: ExportedMessage, names: Names): string {
  const actor =
    message.initiator === undefined ? 'Somebody' : (names.get(message.initiator) ?? 'Somebody');
  const people = (message.participants ?? [])
    .map(({ id, displayName }) => displayName ?? names.get(id) ?? id)
    .join(', ');
  if (message.type === 'topicUpdated')
    return `${actor} changed the topic to ${message.topic ?? ''}`;
  if (message.type === 'participantAdded') return `${actor} added ${people}`;
  if (message.type === 'participantRemoved') return `${actor} removed ${people}`;
  return message.content ?? message.type;
}

/** The names that are known, by raw id: those of now, else the last ones that came with a message. */
function namesOf({ participants, messages }: ExportedThread): Names {
  const names = new Map<string, string>();
  const note = (id: string, name: string | undefined): void => {
    if (name !== undefined && name !== '') names.set(id, name);
  };
  for (const { sender, participants: people = [] } of messages) {
    if (sender !== undefined) note(sender.id, sender.displayName);
    for (const { id, displayName } of people) note(id, displayName);
  }
  for (const { id, displayName } of participants) note(id, displayName);
  return names;
}

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text of a page. Marks that reorder what is read stay where they can do no harm: each name and text has a direction of its own. */
function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => characters[character] ?? character);
}
