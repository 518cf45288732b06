import { createCallers } from './callers.ts';
import type { CallerName } from './callers.ts';
import { takeTurns } from './take-turns.ts';
import type { TurnPlan, Turns } from './take-turns.ts';

/** What is measured: where the answers come from, and how often each call is made. */
export interface ClientPlan {
  readonly endpoint: string;
  readonly turns: TurnPlan;
}

/** Milliseconds of each call of each caller. */
export interface ClientTurns {
  readonly sendMessage: Turns<CallerName>;
  readonly listMessages: Turns<CallerName>;
}

/**
 * Runs wherever the clients run: in a page, or in Node.
 *
 * @throws {Error} When a caller does not get what the others get: its times would mean nothing.
 */
export async function measureClients({ endpoint, turns }: ClientPlan): Promise<ClientTurns> {
  const callers = createCallers(endpoint);
  const now = (): number => performance.now();
  const measure = async (method: keyof ClientTurns): Promise<Turns<CallerName>> => {
    const { 'bare fetch': bare, 'official client': official, 'chat-core': core } = callers;
    const expected = await bare[method]();
    for (const [name, caller] of Object.entries({ official, core })) {
      const answer = await caller[method]();
      if (answer !== expected) {
        throw new Error(`${name}.${method} gave ${answer} and not ${expected}.`);
      }
    }
    const candidates = {
      'bare fetch': () => bare[method](),
      'official client': () => official[method](),
      'chat-core': () => core[method](),
    };
    return takeTurns(candidates, turns, now);
  };
  return {
    sendMessage: await measure('sendMessage'),
    listMessages: await measure('listMessages'),
  };
}
