import { createClientLogger, type AzureLogger } from '@azure/logger';

import { redactTokens } from '../../log-writer.ts';

/**
 * What a log may show of the text that Azure's library writes. What people wrote, connection secrets and tokens stand only in JSON and in
 * queries of addresses there, so both are cut off; what looks like a token is replaced wherever it stands.
 */
export function redactLibraryText(text: string): string {
  return redactTokens(text.replace(/[{?\n].*$/s, '…')).slice(0, 300);
}

// Loggers are never given back, so one serves all starts.
let logger: AzureLogger | undefined;

/** The logger for Azure's library, which itself redacts nothing. It writes where the client's own log does. */
export function getSignalingLog(): AzureLogger {
  return (logger ??= createRedactingLogger());
}

function createRedactingLogger(): AzureLogger {
  const created = createClientLogger('communication-chat');
  for (const level of [created.error, created.warning, created.info, created.verbose]) {
    const write = level.log;
    level.log = (text) => write(redactLibraryText(String(text)));
  }
  return created;
}
