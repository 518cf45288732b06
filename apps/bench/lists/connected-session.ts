import type { ConnectedPage, Sight } from './connected-contract.ts';
import type { ConnectedScene } from './connected-scene.ts';
import { otherName } from './connected-scene.ts';
import type { MeasuredPage, PageSite } from './measured-page.ts';

/** What happens in a connected thread, by what somebody else does. */
export type ConnectedOperation = 'append' | 'edit' | 'receipt' | 'typing';
export const connectedOperations: readonly ConnectedOperation[] = [
  'append',
  'edit',
  'receipt',
  'typing',
];

/** A page that shows the thread of a scene. */
export interface ConnectedSession {
  readonly page: MeasuredPage;
  call<Name extends keyof ConnectedPage>(
    name: Name,
    ...args: Parameters<ConnectedPage[Name]>
  ): Promise<Awaited<ReturnType<ConnectedPage[Name]>>>;
  /** Lets one thing happen at the server and waits until the page shows it and two frames more; `read` is called before and after. */
  happen<T>(
    operation: ConnectedOperation,
    read: () => Promise<T>,
  ): Promise<{ readonly before: T; readonly after: T }>;
}

/** Opens the scene's thread in a page, as Ada, with so many messages loaded. */
export async function openConnected(
  site: PageSite,
  scene: ConnectedScene,
  loaded: number,
): Promise<ConnectedSession> {
  const page = await site.open();
  const call: ConnectedSession['call'] = async (method, ...args) =>
    // What the method of that name returns, by the contract with the page.
    (await page.evaluate(
      `connectedPage.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`,
    )) as never;
  const { endpoint, ada, threadId } = scene;
  const count = await call('open', { endpoint, ...ada, threadId, loaded });
  if (count < loaded) {
    throw new Error(`Only ${count} of ${loaded} messages were loaded, so nothing was measured.`);
  }
  let turn = 0;
  let said = '';

  async function untilShown(sight: Sight, act: () => Promise<unknown>): Promise<void> {
    await call('expectSight', sight);
    await act();
    await call('untilSeen');
  }
  const sayAs = async (text: string, isAda: boolean): Promise<string> => {
    let id = '';
    await untilShown({ kind: 'text', text }, async () => (id = await scene.say(text, isAda)));
    return id;
  };

  /** What has to be there before; returns what the page will show, and what makes it so. */
  async function prepare(
    operation: ConnectedOperation,
  ): Promise<{ readonly sight: Sight; readonly act: () => Promise<unknown> }> {
    turn += 1;
    const text = `Number ${turn} jumps over the lazy dog once more`;
    switch (operation) {
      case 'append':
        return {
          sight: { kind: 'text', text },
          act: async () => (said = await scene.say(text)),
        };
      case 'edit':
        return { sight: { kind: 'text', text }, act: () => scene.change(said, text) };
      case 'receipt': {
        const own = await sayAs(text, true);
        return { sight: { kind: 'readers', text }, act: () => scene.read(own) };
      }
      case 'typing':
        // What somebody says ends what he types.
        said = await sayAs(text, false);
        return { sight: { kind: 'typing', name: otherName }, act: () => scene.type() };
    }
  }

  return {
    page,
    call,
    async happen(operation, read) {
      const { sight, act } = await prepare(operation);
      await call('expectSight', sight);
      const before = await read();
      await act();
      await call('untilSeen');
      return { before, after: await read() };
    },
  };
}
