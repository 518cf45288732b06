import { parseArgs } from 'node:util';
import { isLoopbackHost } from '../rest/origin-policy.ts';
import type { AttachmentOptions } from '../rest/attachment-settings.ts';
import { ChatServiceError } from '../service-error.ts';
import { readAttachmentFlags } from './cli-attachments.ts';

/** What a command line asks for. Files are named here and read when the service starts. */
export interface CliArguments {
  readonly port: number;
  readonly host: string;
  /** `memory`, or a folder. */
  readonly storage: string;
  readonly shareStorage: boolean;
  /** Public base URL, without a trailing slash. */
  readonly endpoint: string | undefined;
  /** Origins of pages that may call; none given: pages of this computer. */
  readonly allowedOrigins: readonly string[];
  readonly accessKey: string | undefined;
  /** PEM files, or a certificate that the service makes. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | 'self-signed' | undefined;
  readonly rateLimits: 'off' | 'acs';
  readonly realtime: 'all' | 'azure';
  readonly attachments: AttachmentOptions | false;
  /** Open connections from one address; `undefined`: any number. */
  readonly connectionsPerAddress: number | undefined;
  /** Requests in 10 seconds from one address; `undefined`: any number. */
  readonly requestsPerAddress: number | undefined;
  readonly faultsFile: string | undefined;
  /** Where to copy the data folder to, instead of serving it. */
  readonly backupFile: string | undefined;
}

/** What `confab-server --help` prints. */
export const helpText = `Usage: confab-server [options]

A chat service that speaks the Azure Communication Services Chat protocol.

  --port <number>              port to listen on, 0 for any free one   (default 4830)
  --host <address>             address to listen on                    (default 127.0.0.1)
  --storage <memory|folder>    where conversations are kept            (default memory)
  --share-storage              let other processes use the same folder (default: refused)
  --endpoint <url>             public URL, when clients come through a proxy
  --allow-origin <origin>      web pages that may call, such as https://app.example; repeat it for
                               several                                 (default: pages of this computer)
  --access-key <base64>        key of the identity endpoints, at least 32 bytes; needed with a --host
                               that other computers reach              (default: generated and stored)
  --tls-cert <file>            serve https and wss with this certificate chain (PEM)
  --tls-key <file>             and this key (PEM)
  --self-signed                serve https and wss with a certificate of its own making
  --rate-limits <off|acs>      Azure's limits on how often a user may call (default acs)
  --realtime <all|azure>       azure: only Azure's own realtime wire, without the kit's protocol and
                               capabilities                            (default all)
  --attachments <on|off>       whether people may attach files         (default on)
  --attachment-bytes <number>  size of one file                        (default 10485760)
  --attachment-thread-bytes <number>
                               size of all files of one thread         (default 1073741824)
  --attachment-type <type>     a type that may be attached, such as image/png or audio/*; repeat it for
                               several                                 (default: common types)
  --connections-per-address <number|off>
                               open connections from one other computer; a proxy counts as one
                                                                       (default 100)
  --requests-per-address <number|off>
                               requests in 10 seconds from one other computer, and ten times as many
                               from all together                       (default 1000)
  --faults <file>              cause the troubles that this JSON file describes; only on this computer
  --backup <file>              copy the --storage folder into this new file, also while it is being
                               served, and end
  --help                       print this text

Once it listens, it prints one line on stdout:
  listening {"endpoint":"…","connectionString":"…"}
Everything else goes to stderr. SIGTERM and SIGINT let requests in progress end, a second one stops it
at once. It exits with 1 when it cannot start.
`;

/**
 * The options of a command line, or `help`.
 * @throws ChatServiceError `StartFailed` for an unknown option, a bad value, or options that contradict each other.
 */
export function parseCliArguments(argv: readonly string[]): CliArguments | 'help' {
  const { values } = parse(argv);
  if (values.help === true) return 'help';
  if (values.storage === '') throw wrongUsage('--storage must be "memory" or a folder');
  if (values.backup !== undefined && values.storage === 'memory') {
    throw wrongUsage('--backup needs the --storage folder that is to be copied');
  }
  const faultsFile = values.faults;
  if (faultsFile !== undefined && !isLoopbackHost(values.host)) {
    throw wrongUsage(
      `--faults is for this computer only and does not go with --host ${values.host}`,
    );
  }
  return {
    port: readNumber('--port', values.port, 0, 65_535),
    host: values.host,
    storage: values.storage,
    shareStorage: values['share-storage'] ?? false,
    endpoint: readEndpoint(values.endpoint),
    allowedOrigins: (values['allow-origin'] ?? []).map(readOrigin),
    accessKey: values['access-key'],
    tls: readTls(values['tls-cert'], values['tls-key'], values['self-signed']),
    rateLimits: readChoice('--rate-limits', values['rate-limits'], ['off', 'acs']),
    realtime: readChoice('--realtime', values.realtime, ['all', 'azure']),
    attachments: readAttachmentFlags(values, wrongUsage),
    connectionsPerAddress: readBound(
      '--connections-per-address',
      values['connections-per-address'],
    ),
    requestsPerAddress: readBound('--requests-per-address', values['requests-per-address']),
    faultsFile,
    backupFile: values.backup,
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
        'share-storage': { type: 'boolean' },
        endpoint: { type: 'string' },
        'allow-origin': { type: 'string', multiple: true },
        'access-key': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'self-signed': { type: 'boolean' },
        'rate-limits': { type: 'string', default: 'acs' },
        realtime: { type: 'string', default: 'all' },
        attachments: { type: 'string', default: 'on' },
        'attachment-bytes': { type: 'string' },
        'attachment-thread-bytes': { type: 'string' },
        'attachment-type': { type: 'string', multiple: true },
        'connections-per-address': { type: 'string', default: '100' },
        'requests-per-address': { type: 'string', default: '1000' },
        faults: { type: 'string' },
        backup: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw wrongUsage(error instanceof Error ? error.message.split('. ')[0] : 'unknown option');
  }
}

function readNumber(name: string, text: string, from: number, to: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw wrongUsage(`${name} must be a number from ${from} to ${to}, not "${text}"`);
}

function readEndpoint(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Every path below the endpoint is the protocol's own.
  if (url === undefined || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href) {
    throw wrongUsage(
      `--endpoint must be the URL of a host without a path, such as https://chat.example, not "${text}"`,
    );
  }
  return url.origin;
}

function readOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin === text && origin !== 'null') return origin;
  throw wrongUsage(
    `--allow-origin must be an origin as browsers send it, such as https://app.example, not "${text}"`,
  );
}

function readTls(
  certFile: string | undefined,
  keyFile: string | undefined,
  isSelfSigned: boolean | undefined,
): CliArguments['tls'] {
  if (isSelfSigned === true) {
    if (certFile === undefined && keyFile === undefined) return 'self-signed';
    throw wrongUsage(
      '--self-signed makes a certificate and does not go with --tls-cert or --tls-key',
    );
  }
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    throw wrongUsage('--tls-cert and --tls-key go together, and one of them is missing');
  }
  return { certFile, keyFile };
}

function readChoice<Choice extends string>(
  name: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  const list = choices.map((choice) => `"${choice}"`).join(' or ');
  throw wrongUsage(`${name} must be ${list}, not "${text}"`);
}

function readBound(name: string, text: string): number | undefined {
  return text === 'off' ? undefined : readNumber(name, text, 1, 100_000);
}

function wrongUsage(problem: string | undefined): ChatServiceError {
  return new ChatServiceError(
    'StartFailed',
    `${problem}, so the service did not start. See confab-server --help.`,
  );
}
