import type { AzureLogger } from '@azure/logger';

import type { WriteLog } from './log-writer.ts';

type LogLevel = keyof AzureLogger;

// Loggers live as long as the page, whatever uses them, and are found by their namespace.
let writer: Promise<WriteLog | undefined> | undefined;

function write(level: LogLevel, text: string, json?: string): void {
  writer ??= import('./log-writer.ts').then(
    ({ createLogWriter }) => createLogWriter(),
    // Without it everything else works.
    () => undefined,
  );
  // Where the lines go is the app's affair, and so is what goes wrong there.
  writer.then((writeLog) => writeLog?.(level, text, json)).catch(() => {});
}

/**
 * Says what the client does: requests, answers and connections at `info`, what they carry at `verbose`, repeated calls and rows that are
 * left out at `warning`. The namespace is the official client's, `azure:communication-chat`, so `setLogLevel` of `@azure/logger` and the
 * environment variable `AZURE_LOG_LEVEL` reach it. What writes is loaded with the first line, so that no page waits for it.
 *
 * `text` must hold no token and nothing that people wrote; of URLs in it only the API version is shown. `json` is what was sent or
 * received: its text is shown only where it is an id, a kind, a version or a time.
 */
export const log: Readonly<
  Record<'warning' | 'info' | 'verbose', (text: string, json?: string) => void>
> = {
  warning: (text, json) => write('warning', text, json),
  info: (text, json) => write('info', text, json),
  verbose: (text, json) => write('verbose', text, json),
};
