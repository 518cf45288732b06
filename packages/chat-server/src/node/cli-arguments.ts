import { parseArgs } from 'node:util';
import { ChatServiceError } from '../service-error.ts';
import type { ServeOptions } from './serve-chat-service.ts';

/** What `confab-server --help` prints. */
export const helpText = `Usage: confab-server [options]

A chat service that speaks the Azure Communication Services Chat protocol.

  --port <number>              port to listen on, 0 for any free one   (default 4830)
  --host <address>             address to listen on                    (default 127.0.0.1)
  --storage <memory|folder>    where conversations are kept            (default memory)
  --access-key <base64>        key of the identity endpoints, at least 32 bytes; needed with a --host
                               that other computers reach              (default: generated and stored)
  --help                       print this text

Once it listens, it prints one line on stdout:
  listening {"endpoint":"…","connectionString":"…"}
Everything else goes to stderr. SIGTERM and SIGINT stop it cleanly. It exits with 1 when it cannot start.
`;

/**
 * The options of a command line, or `help`.
 * @throws ChatServiceError `StartFailed` for an unknown option or a bad value.
 */
export function parseCliArguments(argv: readonly string[]): ServeOptions | 'help' {
  const { values } = parse(argv);
  if (values.help === true) return 'help';
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535))
    throw wrongUsage(`--port must be a number from 0 to 65535, not "${values.port}"`);
  if (values.storage === '') throw wrongUsage('--storage must be "memory" or a folder');
  const accessKey = values['access-key'];
  return {
    port,
    host: values.host,
    storage: values.storage,
    ...(accessKey !== undefined && { accessKey }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string', default: '4830' },
        host: { type: 'string', default: '127.0.0.1' },
        storage: { type: 'string', default: 'memory' },
        'access-key': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw wrongUsage(error instanceof Error ? error.message.split('. ')[0] : 'unknown option');
  }
}

function wrongUsage(problem: string | undefined): ChatServiceError {
  return new ChatServiceError(
    'StartFailed',
    `${problem}, so the service did not start. See confab-server --help.`,
  );
}
