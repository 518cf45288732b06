import { ChatClientError } from '../errors.ts';
import { createServiceSide, type ServiceSideParts } from '../session/service-side.ts';
import { composeChatSession } from '../session/compose-session.ts';
import { nextStep } from '../session/outbox/next-step.ts';
import { createDelivery, type DeliveryParts } from '../session/outbox/delivery.ts';
import { createOutbox } from '../session/outbox/outbox.ts';
import type { SessionParts } from '../session/session-parts.ts';
import { createMemoryDatabase } from '../session/storage/memory-database.ts';
import type { SessionDatabase } from '../session/storage/session-database.ts';
import { createSync, type SyncParts } from '../session/sync/sync.ts';
import {
  catchUpByCreation,
  droppedEvents,
  listBeforeListening,
  noCatchUp,
} from '../test-support/wrong-sync-parts.ts';
import { shippedEngine, type Engine } from './engine.ts';
import { partsAtHand } from '../test-support/parts-at-hand.ts';
import type { Mode } from './world.ts';
import {
  foldOfAnswers,
  foldOfLastReceipts,
  foldWithDoubles,
  foldWithoutVersions,
} from './wrong-folds.ts';

/** A wrong engine. A model that does not notice it proves nothing. */
export interface Mutant {
  readonly name: string;
  /** Where it does harm. */
  readonly mode: Mode;
  readonly engine: Engine;
}

function withParts(parts: Partial<SessionParts>): Engine {
  return {
    ...shippedEngine,
    createSession: (client, options) =>
      composeChatSession(client, options, { ...partsAtHand, ...parts }),
  };
}

function withServiceSide(parts: Partial<ServiceSideParts>): Engine {
  return withParts({ loadServiceSide: async () => (ports) => createServiceSide(ports, parts) });
}

function withSync(parts: Partial<SyncParts>): Engine {
  return withServiceSide({ createSync: (ports) => createSync(ports, parts) });
}

function withDelivery(parts: DeliveryParts): Engine {
  return withServiceSide({ createDelivery: (ports) => createDelivery(ports, parts) });
}

async function refuse(): Promise<never> {
  throw new ChatClientError({
    code: 'Forbidden',
    operation: 'findDelivered',
    statusCode: 403,
    message: 'It was not found, so it counts as refused.',
  });
}

/** What it says is stored, and is gone with the page. */
function forgetOutbox(database: SessionDatabase): SessionDatabase {
  const own = createMemoryDatabase();
  return {
    ...database,
    readAll: (table) => (table === 'outbox' ? own : database).readAll(table),
    update: (table, key, change) =>
      (table === 'outbox' ? own : database).update(table, key, change),
  };
}

/** Eleven ways to be wrong. */
export const mutants: readonly Mutant[] = [
  {
    name: 'lists before it listens',
    mode: 'settle',
    engine: withSync(listBeforeListening),
  },
  {
    name: 'does not catch up after a lost connection',
    mode: 'settle',
    engine: withSync(noCatchUp),
  },
  {
    name: 'drops events while it catches up',
    mode: 'settle',
    engine: withSync(droppedEvents),
  },
  {
    name: 'catches up by the time of creation',
    mode: 'settle',
    engine: withSync(catchUpByCreation),
  },
  {
    name: 'knows its message again only by the answer',
    mode: 'settle',
    engine: {
      ...withParts({
        createOutbox: (ports) => ({ ...createOutbox(ports), observe() {} }),
      }),
      createFold: foldOfAnswers,
    },
  },
  {
    name: 'shows the text that comes last',
    mode: 'settle',
    engine: { ...shippedEngine, createFold: foldWithoutVersions },
  },
  {
    name: 'shows the receipt that comes last',
    mode: 'settle',
    engine: { ...shippedEngine, createFold: foldOfLastReceipts },
  },
  {
    name: 'sends again after a reload without looking',
    mode: 'settle',
    engine: withDelivery({
      nextStep: (record, facts) => (facts.hasLeftHere ? nextStep(record, facts) : 'send'),
    }),
  },
  {
    name: 'gives up a message that it does not find',
    mode: 'settle',
    engine: withServiceSide({
      createDelivery: (ports) =>
        createDelivery({ ...ports, service: { ...ports.service, findDelivered: refuse } }),
    }),
  },
  {
    name: 'does not store what it sends',
    mode: 'settle',
    engine: {
      ...shippedEngine,
      wrapDatabase: (open) => async (name, observer) => forgetOutbox(await open(name, observer)),
    },
  },
  {
    name: 'sends again without looking, and shows doubles',
    mode: 'acs',
    engine: {
      ...withDelivery({ nextStep: () => 'send' }),
      createFold: foldWithDoubles,
    },
  },
];
