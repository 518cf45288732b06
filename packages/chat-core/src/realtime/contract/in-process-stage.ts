import { createChatService } from '@confab/chat-server';
import { vi } from 'vitest';

import { ChatClient } from '../../chat-client.ts';
import type { ChatClientOptions } from '../../options.ts';
import type { Clock, TimerHandle } from '../../platform/clock.ts';
import { createManualClock } from '../../test-support/manual-clock.ts';
import { createSwitchableNetwork } from '../../test-support/switchable-network.ts';
import { createTokenCredential } from '../../token-credential.ts';
import type { ContractStage } from './contract-stage.ts';

const endpoint = 'http://localhost:4830';

/** A stage with the service in this process: in Node, and in a page. Over polling its clients' time passes only while the stage waits. */
export async function createInProcessStage(
  transport: 'web-socket' | 'polling',
): Promise<ContractStage> {
  const service = await createChatService({ endpoint });
  const clients: ChatClient[] = [];
  const time = transport === 'polling' ? createPatientTime() : undefined;

  return {
    async createUser(name) {
      const { userId, token } = await service.createUser(name);
      return { userId, token, identifier: { communicationUserId: userId } };
    },
    createClient(credential, options = {}) {
      const network = createSwitchableNetwork(service);
      const client = new ChatClient(endpoint, credential, {
        ...network.options,
        realtime: { transport },
        random: { next: () => 0, createUuid: () => crypto.randomUUID() },
        ...(time && { clock: time.clock }),
        ...options,
      });
      clients.push(client);
      return { client, cut: () => network.cut(), restore: () => network.heal() };
    },
    createActor({ token }) {
      const options: ChatClientOptions = { fetch: service.fetch, webSocket: service.webSocket };
      return new ChatClient(endpoint, createTokenCredential(token), options);
    },
    async eventually(assert) {
      await time?.pass(() => {
        try {
          assert();
          return true;
        } catch {
          return false;
        }
      });
      await vi.waitFor(assert, 5_000);
    },
    async settle(promise) {
      let hasSettled = false;
      const settled = promise.finally(() => {
        hasSettled = true;
      });
      // Whoever asked is told; here it is only watched.
      settled.catch(() => {});
      await time?.pass(() => hasSettled);
      return settled;
    },
    async close() {
      for (const client of clients) await client.stopRealtimeNotifications();
      await time?.end();
      await service.close();
    },
  };
}

/** Time that passes a second at a time, and never while an answer is awaited: a busy machine makes no request late. */
interface PatientTime {
  readonly clock: Clock;
  /** Lets at most two minutes pass, until `hasEnded` says so. Polling has seen everything by then, or never will. */
  pass(hasEnded: () => boolean): Promise<void>;
  /** @throws Error when a timer is left. */
  end(): Promise<void>;
}

/** Requests, and nothing else here, wait as long as this or longer, in milliseconds. */
const shortestTimeoutMs = 15_000;

function createPatientTime(): PatientTime {
  const manual = createManualClock();
  const timeouts = new Set<TimerHandle>();
  return {
    clock: {
      now: () => manual.now(),
      setTimeout(callback, delayMs) {
        const handle = manual.setTimeout(callback, delayMs);
        if (delayMs >= shortestTimeoutMs) timeouts.add(handle);
        return handle;
      },
      clearTimeout(handle) {
        timeouts.delete(handle);
        manual.clearTimeout(handle);
      },
    },
    async pass(hasEnded) {
      for (let seconds = 0; seconds < 120 && !hasEnded();) {
        await manual.settle();
        const isBusy = timeouts.size > 0 || manual.pendingTimers === 0;
        if (isBusy || hasEnded()) continue;
        await manual.advance(1_000);
        seconds += 1;
      }
    },
    async end() {
      // Requests that were under way end.
      await manual.settle();
      if (manual.pendingTimers === 0) return;
      throw new Error(`A client that was stopped left ${manual.pendingTimers} timers behind.`);
    },
  };
}
