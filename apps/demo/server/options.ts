import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What `npm start` can be told. */
export interface DemoOptions {
  /** Port of the page. 0 takes a free one; another is taken when this one is in use. */
  readonly port: number;
  /** Port of the chat-server. As above. */
  readonly chatPort: number;
  /** Folder that keeps the conversations. */
  readonly dataFolder: string;
  readonly opensBrowser: boolean;
  /** The chat-server speaks and limits as Azure does, and offers nothing of its own. */
  readonly isLikeAzure: boolean;
  /** The page is built for production first. */
  readonly isBuilt: boolean;
}

export const usage = `npm start -- [options]

  --port <n>       port of the demo page (default 4820; 0 takes a free one)
  --chat-port <n>  port of the chat-server (default 4830; 0 takes a free one)
  --data <folder>  where conversations are kept (default .confab/demo)
  --like-azure     only what Azure offers: its realtime wire and its rate limits
  --built          the page as it is made for production, smaller and faster
  --no-open        do not open a browser
  --help           this text`;

/** Reads the command line. Throws an error whose message can be shown as it is. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4820' },
      'chat-port': { type: 'string', default: '4830' },
      data: {
        type: 'string',
        default: fileURLToPath(new URL('../../../.confab/demo', import.meta.url)),
      },
      'like-azure': { type: 'boolean', default: false },
      built: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    port: readPort('--port', values.port),
    chatPort: readPort('--chat-port', values['chat-port']),
    // npm moves into the package; a relative folder means one from where the user stands.
    dataFolder: resolve(env['INIT_CWD'] ?? '.', values.data),
    isLikeAzure: values['like-azure'],
    isBuilt: values.built,
    opensBrowser: !values['no-open'] && env['CI'] === undefined,
  };
}

function readPort(flag: string, value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new Error(`${flag} ${value} is not a port. Give a number from 0 to 65535.`);
}
