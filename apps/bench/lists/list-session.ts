import { listNames } from './list-page-contract.ts';
import type { ListName, ListPage } from './list-page-contract.ts';
import type { MeasuredPage, PageSite } from './measured-page.ts';

/** One list in a page of its own. */
export interface ListSession {
  readonly name: ListName;
  readonly page: MeasuredPage;
  /** Shows so many messages in the list; resolves to the processor time until it has settled. */
  mount(count: number): Promise<number>;
  unmount(): Promise<void>;
  /** Calls the script of the page. */
  call<Name extends keyof ListPage>(
    name: Name,
    ...args: Parameters<ListPage[Name]>
  ): Promise<Awaited<ReturnType<ListPage[Name]>>>;
  /** Processor time of one operation: the mean of `times` in a row, each with the two frames after it. */
  time(operation: ListOperation, times: number): Promise<number>;
}

/** What happens to a mounted list. */
export type ListOperation = 'idle' | 'append' | 'edit' | 'receipt' | 'typing';

/** Opens a page for each list. */
export async function openLists(
  site: PageSite,
  names: readonly ListName[] = listNames,
): Promise<readonly ListSession[]> {
  const sessions: ListSession[] = [];
  for (const name of names) sessions.push(createSession(name, await site.open()));
  return sessions;
}

/** The sessions in another order in each round, so that none always follows the same neighbour. */
export function inTurn(sessions: readonly ListSession[], round: number): readonly ListSession[] {
  const first = round % sessions.length;
  return [...sessions.slice(first), ...sessions.slice(0, first)];
}

function createSession(name: ListName, page: MeasuredPage): ListSession {
  const expressionOf = (call: keyof ListPage, args: readonly unknown[]): string =>
    `listPage.${call}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
  const call: ListSession['call'] = async (method, ...args) =>
    // What the method of that name returns, by the contract with the page.
    (await page.evaluate(expressionOf(method, args))) as never;
  return {
    name,
    page,
    call,
    async mount(count) {
      await call('prepare', count);
      await page.readHeap();
      return page.spend(expressionOf('mount', [name]));
    },
    async unmount() {
      await call('unmount');
    },
    time: async (operation, times) => (await page.spend(expressionOf(operation, [times]))) / times,
  };
}
