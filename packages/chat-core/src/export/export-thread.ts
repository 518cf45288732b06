import type { ChatClient } from '../chat-client.ts';
import type { ExportedThread } from './exported-thread.ts';
import { readThread, type ReadThreadOptions } from './read-thread.ts';
import { writeHtml, type WriteHtmlOptions } from './write-html.ts';

/** A thread that was read whole, to be given to the user. */
export interface ThreadExport {
  /** Plain data, of a shape that has a version. */
  readonly data: ExportedThread;
  /** The data as JSON, with line breaks for people. */
  toJson(): string;
  /** One HTML page, complete in itself: readable, printable, without scripts or requests. */
  toHtml(options?: WriteHtmlOptions): string;
}

/**
 * Reads all that the signed-in user may see of a thread: every message with its edits, deletions and metadata, and who is in it.
 *
 * @example
 * const { toHtml } = await exportThread(client, threadId, { onProgress: (count) => show(count) });
 * save('chat.html', toHtml({ locale: 'ko', timeZone: 'Asia/Seoul' }));
 *
 * @throws ChatClientError as the client's methods do, also when `signal` gives it up.
 */
export async function exportThread(
  client: ChatClient,
  threadId: string,
  options: ReadThreadOptions = {},
): Promise<ThreadExport> {
  const data = await readThread(client, threadId, options);
  return {
    data,
    toJson: () => JSON.stringify(data, null, 2),
    toHtml: (how) => writeHtml(data, how),
  };
}
