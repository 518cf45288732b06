import { join } from 'node:path';
import { checkHistory, type Violations } from './check/check-history.ts';
import { measureHistory, type HistoryFigures } from './check/figures.ts';
import { heal, type Healing } from './check/heal.ts';
import { readStored } from './check/read-stored.ts';
import { hasMore } from './client/open-resources.ts';
import { readJournal } from './journal.ts';
import { runNemesis, type NemesisEntry } from './nemesis/nemesis.ts';
import { bundleProcesses } from './processes/bundle-processes.ts';
import type { SoakClient } from './processes/soak-client.ts';
import { startSoakServer } from './processes/soak-server.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { SoakPlan } from './soak-plan.ts';
import { startPeople } from './start-people.ts';

/** What came of a soak. */
export interface SoakResult extends Healing {
  readonly violations: Violations;
  /** What clients held open after they were disposed of. */
  readonly leftOpen: readonly string[];
  readonly troubles: readonly NemesisEntry[];
  readonly figures: HistoryFigures;
}

/**
 * Lets eight clients talk on a server while troubles come, and compares afterwards what each of them was promised with what is there.
 *
 * @param folder - An empty folder for the service's data, the clients' files and the journals. It stays.
 */
export async function runSoak(
  plan: SoakPlan,
  folder: string,
  onTrouble: (entry: NemesisEntry) => void,
): Promise<SoakResult> {
  const scripts = bundleProcesses();
  const random = createSeededRandom(plan.seed);
  const server = await startSoakServer(scripts.server, join(folder, 'server'), plan.seed);
  let clients: readonly SoakClient[] = [];
  try {
    const clientScript = scripts.client;
    const people = await startPeople({ plan, folder, server, clientScript, random });
    ({ clients } = people);
    const toAll = (call: (line: SoakClient['line']) => Promise<void>): Promise<unknown> =>
      Promise.all(clients.map(({ line }) => call(line)));
    await toAll((line) => line.call('start'));
    await toAll((line) => line.call('setLoad', true));
    const troubles: NemesisEntry[] = [];
    await runNemesis({
      stage: { clients, server },
      random,
      pauseMs: plan.pauseMs,
      troubleShare: plan.troubleShare,
      lastsMs: plan.loadMs,
      onTrouble(entry) {
        troubles.push(entry);
        onTrouble(entry);
      },
    });
    await toAll((line) => line.call('setLoad', false));
    const healing = await heal(people, plan.healMs);
    const stored = await readStored(people.reader, people.threadIds);
    const leftOpen = await endClients(clients);
    const journals = new Map(
      clients.map(({ role, journalFile }) => [role.name, readJournal(journalFile)]),
    );
    return {
      ...healing,
      violations: checkHistory({ journals, stored }),
      leftOpen,
      troubles,
      figures: measureHistory({ journals }),
    };
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await server.kill();
    scripts.remove();
  }
}

async function endClients(clients: readonly SoakClient[]): Promise<string[]> {
  const ends = await Promise.all(
    clients.map(async ({ role, line }) => ({ name: role.name, ...(await line.call('end')) })),
  );
  return ends
    .filter(({ before, after }) => hasMore(after, before))
    .map(({ name, before, after }) => `${name}: ${JSON.stringify({ before, after })}`);
}
