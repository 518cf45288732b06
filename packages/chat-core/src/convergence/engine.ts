import type { createChatSession } from '../session/chat-session.ts';
import { composeChatSession } from '../session/compose-session.ts';
import type { OpenSessionDatabase } from '../session/storage/session-database.ts';
import { applyBatch } from '../state/apply-batch.ts';
import { partsAtHand } from '../test-support/parts-at-hand.ts';

/** What a world tests. A mutant replaces one of its parts. */
export interface Engine {
  readonly createSession: typeof createChatSession;
  /** Creates what one page does with its stream. */
  createFold(): typeof applyBatch;
  /** Opens the database that the page keeps things in. */
  wrapDatabase(open: OpenSessionDatabase): OpenSessionDatabase;
}

/** The engine as it is shipped. */
export const shippedEngine: Engine = {
  createSession: (client, options) => composeChatSession(client, options, partsAtHand),
  createFold: () => applyBatch,
  wrapDatabase: (open) => open,
};
