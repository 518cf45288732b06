import type { ServerView } from '../../state/merge-message.ts';
import type { Changes } from './changes.ts';
import type { ServicePorts } from './outbox-ports.ts';
import type { OwnMessages } from './own-messages.ts';
import type { Answer, Traffic } from './traffic.ts';
import type { Waits } from './waits.ts';

/** Deletes messages of this user that the service has stored more than once, as long as this tab is the one that sends. */
export interface Janitor {
  /** There may be doubles. */
  pump(): void;
  stop(): void;
}

/** What the janitor needs beside the ports of the outbox. */
export interface JanitorPorts extends ServicePorts {
  readonly changes: Changes;
  readonly own: OwnMessages;
  readonly traffic: Traffic;
  readonly waits: Waits;
  onRemoved(): void;
}

/** The oldest one of each group stays, because it is the one that is shown. When it was deleted, none stays. */
export function createJanitor(ports: JanitorPorts): Janitor {
  const { config, service, changes, own, traffic, waits } = ports;
  let isBusy = false;
  let isStopped = false;

  /** Of a message that is just being changed nobody knows what it will say. */
  function isSettled({ threadId, id }: ServerView): boolean {
    const ids = [id, own.shownIdOf(threadId, id)];
    return ids.every((one) => changes.pendingOf(threadId, one).length === 0);
  }

  const nextDouble = (): ServerView | undefined => own.doubles().find(isSettled);

  async function removeDouble(double: ServerView): Promise<void> {
    const { threadId, id } = double;
    if (!isSettled(double)) return;
    const shown = own.get(threadId, own.shownIdOf(threadId, id));
    let answer: Answer<void> | undefined;
    if (shown !== undefined && isEditedLater(double, shown)) {
      const { content, metadata = {} } = double;
      answer = await traffic.ask(threadId, () =>
        service.edit(threadId, shown.id, { content, metadata }),
      );
    }
    if (answer === undefined || answer.isDone) {
      answer = await traffic.ask(threadId, () => service.remove(threadId, id));
      if (answer.isDone) ports.onRemoved();
    }
    if (answer.isDone || answer.outcome.kind === 'failed') own.dropDouble(double);
  }

  async function tidy(): Promise<void> {
    isBusy = true;
    for (let double = nextDouble(); double && !isStopped; double = nextDouble()) {
      const present = double;
      let hasTried = false;
      const isOver = (): boolean => isStopped || hasTried;
      const goal = { threadId: double.threadId, isOver, isRepeated: true };
      await traffic.pursue(goal, async () => {
        hasTried = true;
        await removeDouble(present);
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

/** Whether the user's last word was said to the double, before anybody knew that it is one. */
function isEditedLater(double: ServerView, shown: ServerView): boolean {
  const { editedAt, content } = double;
  return (
    editedAt !== undefined &&
    editedAt > (shown.editedAt ?? 0) &&
    shown.deletedAt === undefined &&
    shown.content !== content
  );
}
