#!/usr/bin/env node
import { parseCliArguments, helpText } from './node/cli-arguments.ts';
import { serveChatService } from './node/serve-chat-service.ts';

try {
  const options = parseCliArguments(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(helpText);
  } else {
    const { endpoint, connectionString, close } = await serveChatService(options);
    const stop = (): void => {
      close().then(
        () => process.exit(0),
        (error: unknown) => exitWith(error),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.stdout.write(`listening ${JSON.stringify({ endpoint, connectionString })}\n`);
  }
} catch (error) {
  exitWith(error);
}

function exitWith(error: unknown): void {
  // One line and no stack: whoever starts the service needs the reason, not where in the code it was found.
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`confab-server: ${reason.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exit(1);
}
