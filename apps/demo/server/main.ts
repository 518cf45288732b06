// `npm start`: the chat-server, the page, and how they end.
import { demoAccounts } from '../accounts.ts';
import { startChatChild } from './chat-child.ts';
import { createTokenRoute } from './demo-tokens.ts';
import { findFreePort } from './free-port.ts';
import { openBrowser } from './open-browser.ts';
import { readOptions, usage } from './options.ts';
import { startPage } from './page.ts';

/** Told to a parent that started the demo with an IPC channel: when all is up, and after each restart of the chat-server. */
export interface DemoReady {
  readonly type: 'ready';
  readonly url: string;
  readonly endpoint: string;
  readonly chatServerPid: number | undefined;
}

const log = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') return log(usage);

  log('Starting chat-server …');
  const chatPort = await findFreePort(options.chatPort);
  const state: { url?: string; chatServerPid?: number | undefined } = {};
  function tellParent(endpoint: string): void {
    const { url, chatServerPid } = state;
    if (url === undefined) return;
    process.send?.({ type: 'ready', url, endpoint, chatServerPid } satisfies DemoReady);
  }
  const chat = await startChatChild({
    port: chatPort,
    dataFolder: options.dataFolder,
    isLikeAzure: options.isLikeAzure,
    log,
    onReady(ready, pid) {
      state.chatServerPid = pid;
      tellParent(ready.endpoint);
    },
  });

  log('Starting the demo page …');
  const page = await startPage({
    port: options.port,
    isBuilt: options.isBuilt,
    tokenRoute: createTokenRoute(chat.ready),
  });
  const { url } = page;

  let isStopping = false;
  async function stop(): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    log('Stopping …');
    await Promise.all([page.close(), chat.stop()]);
    process.exit(0);
  }
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.on('disconnect', () => void stop());

  log(`
  Confab is running. Open two of these side by side:

${demoAccounts.map(({ id, displayName }) => `    ${displayName.padEnd(8)} ${url}?user=${id}`).join('\n')}

  chat-server  ${chat.ready.endpoint}
  data         ${options.dataFolder}

  Ctrl-C stops everything.
`);
  state.url = url;
  tellParent(chat.ready.endpoint);
  if (options.opensBrowser) openBrowser(`${url}?user=ada`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
