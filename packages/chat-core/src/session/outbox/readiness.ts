import type { CourierPorts } from './courier.ts';
import type { SendOutcome } from './send-outcome.ts';

/** What an attempt needs before it leaves. */
export interface Readiness {
  /** Gets the token. Says why there is none. */
  prepare(threadId: string): Promise<SendOutcome['kind'] | undefined>;
  /**
   * A first attempt that the service stores once needs no looking for. Who does not say in time is taken for one that stores it twice.
   * Resolves at once when `isOver`.
   */
  learnAbilities(isOver: () => boolean): Promise<void>;
}

export function createReadiness({
  service,
  traffic,
  waits,
  config,
}: Pick<CourierPorts, 'service' | 'traffic' | 'waits' | 'config'>): Readiness {
  let isUnknown = false;
  return {
    async prepare(threadId) {
      try {
        await service.prepare();
        return undefined;
      } catch (error) {
        const answer = await traffic.ask(threadId, () => Promise.reject(error));
        return answer.isDone ? undefined : answer.outcome.kind;
      }
    },
    async learnAbilities(isOver) {
      if (isUnknown || service.isIdempotent()) return;
      let isKnown = false;
      const know = (): void => {
        isKnown = true;
        waits.recheck();
      };
      service.whenKnown().then(know, know);
      await waits.until(() => isKnown || isOver(), config.capabilityWaitMs);
      isUnknown = !isKnown;
    },
  };
}
