import { describeRow, digestRows } from '../client/view-digest.ts';
import type { SoakClient } from '../processes/soak-client.ts';
import type { StoredMessage } from './history.ts';

/** Where a client's view is not what the service has. */
export interface Divergence {
  readonly client: string;
  readonly threadId: string;
  /** Own messages and changes that are still on their way. */
  readonly pending: number;
  /** Whether the newest rows are the service's. */
  readonly isSame: boolean;
}

/** Asks every client what it shows, and compares the newest rows of each thread with the service's. */
export async function findDivergences(
  clients: readonly SoakClient[],
  threadIds: readonly string[],
  stored: readonly StoredMessage[],
): Promise<Divergence[]> {
  const expected = new Map(
    threadIds.map((threadId) => [threadId, digestRows(rowsOf(stored, threadId))]),
  );
  const views = await Promise.all(
    clients.map(async ({ role, line }) => ({ role, view: await line.call('readViews') })),
  );
  return views.flatMap(({ role, view }) =>
    threadIds.flatMap((threadId) => {
      const { digest, pending = 0 } = view[threadId] ?? {};
      const isSame = digest === expected.get(threadId);
      return isSame && pending === 0 ? [] : [{ client: role.name, threadId, pending, isSame }];
    }),
  );
}

/** The first row, from the newest, that a client shows differently than the service has it. */
export async function explainDivergence(
  { client, threadId, pending, isSame }: Divergence,
  clients: readonly SoakClient[],
  stored: readonly StoredMessage[],
): Promise<string> {
  if (isSame) return `${client} has ${pending} messages or changes on their way in ${threadId}`;
  const shown =
    (await clients.find(({ role }) => role.name === client)?.line.call('readRows', threadId)) ?? [];
  const there = rowsOf(stored, threadId);
  let back = 1;
  while (back < there.length && shown.at(-back) === there.at(-back)) back += 1;
  return `${client} shows "${shown.at(-back)}" where the service has "${there.at(-back)}", ${back} from the end of ${threadId}`;
}

function rowsOf(stored: readonly StoredMessage[], threadId: string): string[] {
  return stored.filter((message) => message.threadId === threadId).map(describeRow);
}
