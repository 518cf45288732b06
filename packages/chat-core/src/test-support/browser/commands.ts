import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { BrowserContext } from 'playwright';

import type { ServiceLike, UserAnswer, UserRequest } from './serve-for-pages.ts';

/** A user of a served service, and where that is. */
export type ServedUser = Omit<UserAnswer, 'id'>;

type Ask = (request: Omit<UserRequest, 'id'>) => Promise<ServedUser>;

function startServer(): Ask {
  const server = fork(fileURLToPath(new URL('serve-for-pages.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--conditions=@confab/source'],
  });
  const waiting = new Map<number, (answer: UserAnswer) => void>();
  let lastId = 0;
  server.on('message', (answer: UserAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  // It ends with this process, which need not wait for it.
  server.unref();
  server.channel?.unref();
  return ({ like, name }) =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      // Names are the users' identities, and every test wants users of its own.
      server.send({ id: lastId, like, name: `${name} ${lastId}` } satisfies UserRequest);
    });
}

let ask: Ask | undefined;

/** What tests in a page can ask the process that runs them. */
export const browserCommands = {
  /** A new user of a chat service on a real port, which is started with the first one. */
  createServedUser(_context: unknown, like: ServiceLike, name: string): Promise<ServedUser> {
    ask ??= startServer();
    return ask({ like, name });
  },
  /** From now on the page cannot load files whose addresses match, as after a release that removed them. `undefined`: it can again. */
  async loseFiles(
    { context }: { readonly context: BrowserContext },
    glob: string | undefined,
  ): Promise<void> {
    await (glob === undefined
      ? context.unrouteAll()
      : context.route(glob, (route) => route.abort()));
  },
};
