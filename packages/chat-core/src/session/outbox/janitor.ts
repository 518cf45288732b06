import type { OutboxPorts } from './outbox-ports.ts';
import type { OwnMessages } from './own-messages.ts';
import type { Traffic } from './traffic.ts';
import type { Waits } from './waits.ts';

/** Deletes messages of this user that the service has stored more than once, as long as this tab is the one that sends. */
export interface Janitor {
  /** There may be doubles. */
  pump(): void;
  stop(): void;
}

/** What the janitor needs beside the ports of the outbox. */
export interface JanitorPorts extends OutboxPorts {
  readonly own: OwnMessages;
  readonly traffic: Traffic;
  readonly waits: Waits;
  onRemoved(): void;
}

/** The oldest one of each group stays, because it is the one that is shown. */
export function createJanitor(ports: JanitorPorts): Janitor {
  const { config, service, own, traffic, waits } = ports;
  let isBusy = false;
  let isStopped = false;

  async function tidy(): Promise<void> {
    isBusy = true;
    for (let double = own.nextDouble(); double && !isStopped; double = own.nextDouble()) {
      const { threadId, id } = double;
      let hasTried = false;
      const isOver = (): boolean => isStopped || hasTried;
      await traffic.pursue({ threadId, isOver, isRepeated: true }, async () => {
        hasTried = true;
        const answer = await traffic.ask(threadId, () => service.remove(threadId, id));
        if (answer.isDone) ports.onRemoved();
        if (answer.isDone || answer.outcome.kind === 'failed') own.dropDouble(double);
      });
      await waits.until(() => isStopped, config.janitorIntervalMs);
    }
    isBusy = false;
  }

  return {
    pump() {
      if (!isBusy) void tidy();
    },
    stop() {
      isStopped = true;
      waits.recheck();
    },
  };
}
