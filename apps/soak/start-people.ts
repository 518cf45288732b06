import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { startSoakClient, type SoakClient } from './processes/soak-client.ts';
import type { SoakServer } from './processes/soak-server.ts';
import type { SeededRandom } from './seeded-random.ts';
import { clientRoles, type SoakPlan } from './soak-plan.ts';

/** Everybody who takes part, and where they talk. */
export interface SoakPeople {
  readonly clients: readonly SoakClient[];
  readonly threadIds: readonly string[];
  /** A client that reads from the service directly, without troubles. */
  readonly reader: ChatClient;
}

/** What everybody is started with. */
export interface SoakPeopleOptions {
  readonly plan: SoakPlan;
  /** Where they keep their files. */
  readonly folder: string;
  readonly server: SoakServer;
  readonly clientScript: string;
  readonly random: SeededRandom;
}

/** Creates the users and their threads, and starts their clients, which do nothing yet. */
export async function startPeople(options: SoakPeopleOptions): Promise<SoakPeople> {
  const { plan, server } = options;
  const users = new Map<string, string>();
  for (const { user } of clientRoles) {
    if (!users.has(user)) users.set(user, await server.createUser());
  }
  const [creator = '', ...others] = users.values();
  const reader = new ChatClient(
    server.endpoint,
    createTokenCredential(() => server.issueToken(creator)),
  );
  const threadIds = await createThreads(reader, others, plan.threads);
  return { clients: await startClients(options, users, threadIds), threadIds, reader };
}

async function createThreads(
  reader: ChatClient,
  others: readonly string[],
  count: number,
): Promise<string[]> {
  const participants = others.map((userId) => ({ id: { communicationUserId: userId } }));
  const threadIds: string[] = [];
  while (threadIds.length < count) {
    const topic = `Soak ${threadIds.length + 1}`;
    const { chatThread } = await reader.createChatThread({ topic }, { participants });
    if (chatThread !== undefined) threadIds.push(chatThread.id);
  }
  return threadIds;
}

async function startClients(
  { plan, folder, server, clientScript, random }: SoakPeopleOptions,
  users: ReadonlyMap<string, string>,
  threadIds: readonly string[],
): Promise<SoakClient[]> {
  const clients: SoakClient[] = [];
  for (const [index, role] of clientRoles.entries()) {
    const { name, user, device, isIdempotent } = role;
    const userId = users.get(user) ?? '';
    mkdirSync(join(folder, device), { recursive: true });
    clients.push(
      await startSoakClient({
        role,
        script: clientScript,
        serverPort: server.port,
        random: random.next,
        setup: {
          name,
          endpoint: server.endpoint,
          userId,
          displayName: user,
          databaseFile: join(folder, device, 'tabs.db'),
          journalFile: join(folder, `${name}.jsonl`),
          threadIds,
          isIdempotent,
          seed: plan.seed + index + 1,
          actionsPerSecond: plan.actionsPerSecond / clientRoles.length,
          editShare: plan.editShare,
          deleteShare: plan.deleteShare,
        },
        issueToken: () => server.issueToken(userId),
        tellTabs: (message) => tellTabs(clients, name, message),
      }),
    );
  }
  return clients;
}

/** Hands a message of one tab to the others of its device. */
function tellTabs(clients: readonly SoakClient[], from: string, message: unknown): void {
  const device = clients.find(({ role }) => role.name === from)?.role.device;
  for (const { role, line } of clients) {
    if (role.device !== device || role.name === from) continue;
    // One that is gone needs it no more.
    line.call('hearTab', message).catch(() => {});
  }
}
