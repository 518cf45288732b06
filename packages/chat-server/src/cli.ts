#!/usr/bin/env node
import { backUpDataFolder } from './node/back-up.ts';
import { helpText, parseCliArguments } from './node/cli-arguments.ts';
import { formatFailure } from './node/failure-log.ts';
import { readServeOptions } from './node/read-serve-options.ts';
import { serveChatService } from './node/serve-chat-service.ts';
import type { FailureContext } from './chat-service-options.ts';

try {
  const asked = parseCliArguments(process.argv.slice(2));
  if (asked === 'help') {
    process.stdout.write(helpText);
  } else if (asked.backupFile !== undefined) {
    await backUpDataFolder(asked.storage, asked.backupFile);
    process.stderr.write(`confab-server: ${asked.storage} is backed up in ${asked.backupFile}\n`);
  } else {
    const options = await readServeOptions(asked);
    const { endpoint, connectionString, close } = await serveChatService({
      ...options,
      ownsProcess: true,
      onError: logFailure,
    });
    stopOnSignals(close);
    // Whatever nobody caught has left something half done; whoever supervises the process starts it again.
    process.on('uncaughtException', (error) => {
      logFailure(error, {});
      process.exit(1);
    });
    process.stdout.write(`listening ${JSON.stringify({ endpoint, connectionString })}\n`);
  }
} catch (error) {
  exitWith(error);
}

function stopOnSignals(close: () => Promise<void>): void {
  let isStopping = false;
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait. 128 + n is how shells name an end by a signal.
      if (isStopping) process.exit(128 + number);
      isStopping = true;
      close().then(() => process.exit(0), exitWith);
    });
  }
}

function logFailure(error: unknown, context: FailureContext): void {
  process.stderr.write(formatFailure(error, context, Date.now()));
}

function exitWith(error: unknown): void {
  // One line and no stack: whoever starts the service needs the reason, not where in the code it was found.
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`confab-server: ${reason.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exit(1);
}
