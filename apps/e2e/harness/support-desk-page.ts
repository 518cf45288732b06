import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import type {
  DeskReport,
  DeskSettings,
} from '../../../packages/chat-core/src/migration/support-desk.ts';

declare global {
  interface Window {
    runSupportDesk(settings: DeskSettings): Promise<DeskReport>;
  }
}

/** The chat client that the app is built with. */
export type ChatPackage = '@azure/communication-chat' | '@confab/chat-core';

const appFolder = fileURLToPath(
  new URL('../../../packages/chat-core/src/migration', import.meta.url),
);

/** Opens the app, which is written for Azure's chat client, with one of the two packages in that client's place. */
export async function openSupportDesk(page: Page, chatPackage: ChatPackage): Promise<void> {
  const result = await build({
    stdin: {
      contents: `export { runSupportDesk } from './support-desk.ts';`,
      resolveDir: appFolder,
    },
    bundle: true,
    format: 'iife',
    globalName: 'desk',
    footer: { js: 'window.runSupportDesk = desk.runSupportDesk;' },
    platform: 'browser',
    conditions: ['@confab/source'],
    absWorkingDir: appFolder,
    ...(chatPackage === '@confab/chat-core' && {
      alias: { '@azure/communication-chat': chatPackage },
    }),
    write: false,
    logLevel: 'error',
  });
  const [file] = result.outputFiles;
  const html = '<!doctype html><title>Support desk</title>';
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  server.closeAllConnections();
  server.close();
  await page.addScriptTag({ content: file?.text ?? '' });
}

/**
 * What a run of the app wrote down, one line for each call, event and request, fit to be compared with another run: what the service and
 * the clock named has numbers in the order of appearance, and the events of each kind stand together, because each kind may take its own
 * way to a client. The differences between the packages that are meant are levelled.
 */
export function readTranscript(report: DeskReport, settings: DeskSettings): readonly string[] {
  const heard = report.heard.map(({ event, payload }) => `${event} ${levelPayload(payload)}`);
  // Azure's client asks for the way to realtime past the app's policies.
  const requests = report.requests.filter((request) => !request.includes('/chat/config/'));
  const lines = [...report.calls.map(levelDetails), ...heard.toSorted(byFirstWord), ...requests];
  const names = new Map<string, string>();
  return lines
    .join('\n')
    .replaceAll(settings.endpoint, '(endpoint)')
    .replaceAll(settings.agent.userId, '(agent)')
    .replaceAll(settings.customer.userId, '(customer)')
    .replaceAll(settings.colleague.userId, '(colleague)')
    .replaceAll(/"version":"\d+"/g, '"version":"(version)"')
    .replaceAll(/syncState=[\w.-]+/g, 'syncState=(state)')
    .replaceAll(/startTime=2[\w%.-]+/g, 'startTime=(time)')
    .replaceAll(/19(?::|%3A)[0-9a-f]{32}(?:@|%40)thread\.v2|\b\d{13}\b/g, (name) => {
      const plain = decodeURIComponent(name);
      const number = names.get(plain) ?? `(name ${names.size})`;
      names.set(plain, number);
      return number;
    })
    .split('\n');
}

/** Ours has an error answer in `details.error`, whatever the status; Azure's client for some in `details.body.error`. */
function levelDetails(call: unknown): string {
  return stringify(call, (key, value) =>
    key === 'details' && isRecord(value) && isRecord(value['body']) ? value['body'] : value,
  );
}

/**
 * Over the kit's protocol an event names a message's type as lists do, `text` or `html`, and its place; over Azure's it names the type
 * as `Text` or `RichText/Html`, and has an empty list where there are no attachments.
 */
function levelPayload(payload: unknown): string {
  return stringify(payload, (key, value) => {
    if (key === 'sequenceId') return undefined;
    if (key === 'attachments' && Array.isArray(value) && value.length === 0) return undefined;
    return key === 'type' && typeof value === 'string'
      ? value.toLowerCase().replace('richtext/', '')
      : value;
  });
}

/** As JSON, without orders that mean nothing: that of a model's keys, and that of people who came together, which is by their ids. */
function stringify(value: unknown, replace: (key: string, value: unknown) => unknown): string {
  return JSON.stringify(value, (key, given: unknown) => {
    const replaced = replace(key, given);
    if (key === 'participants' && Array.isArray(replaced)) {
      return replaced.toSorted((a, b) => compare(readName(a), readName(b)));
    }
    return isRecord(replaced)
      ? Object.fromEntries(Object.entries(replaced).toSorted(([a], [b]) => compare(a, b)))
      : replaced;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readName(person: unknown): string {
  const name = isRecord(person) ? person['displayName'] : undefined;
  return typeof name === 'string' ? name : '';
}

function byFirstWord(a: string, b: string): number {
  return compare(a.split(' ')[0] ?? '', b.split(' ')[0] ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
