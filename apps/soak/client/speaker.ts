import type { ChatSession } from '@confab/chat-core/session';
import type { Journal } from '../journal.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { ClientSetup } from './client-calls.ts';

/** Own messages that may still be edited or deleted. */
const rememberedMessages = 50;

interface OwnMessage {
  readonly key: string;
  /** The service's, once it is known: a session does not remember for ever what it has sent. */
  id?: string;
  readonly threadId: string;
  readonly text: string;
  edits: number;
}

/** Somebody who talks at a steady pace, whether or not the messages get through. */
export interface Speaker {
  start(): void;
  stop(): void;
}

/** Writes down what is asked for before it is, and what came of it after. */
export function createSpeaker(
  session: ChatSession,
  setup: ClientSetup,
  journal: Journal,
  random: SeededRandom,
): Speaker {
  const { editShare, deleteShare, threadIds } = setup;
  const own: OwnMessage[] = [];
  let count = 0;
  let timer: NodeJS.Timeout | undefined;

  function act(): void {
    const chance = random.next();
    if (chance < editShare && own.length > 0) edit(random.pick(own));
    else if (chance < editShare + deleteShare && own.length > 0) remove(random.pick(own));
    else send(random.pick(threadIds));
  }

  function send(threadId: string): void {
    const text = `${setup.name} ${count}`;
    count += 1;
    try {
      const { clientMessageId: key, settled } = session.send(threadId, { content: text });
      journal.write({ what: 'sent', key, threadId, text });
      const message: OwnMessage = { key, threadId, text, edits: 0 };
      own.push(message);
      if (own.length > rememberedMessages) own.shift();
      settled.then(
        (id) => {
          message.id = id;
          journal.write({ what: 'acknowledged', key, id });
        },
        (error: unknown) => journal.write({ what: 'refused', key, reason: String(error) }),
      );
    } catch (error) {
      // Not accepted, so nothing was promised: the outbox is full.
      journal.write({ what: 'reported', error: String(error) });
    }
  }

  function edit(message: OwnMessage): void {
    const { key, id = key, threadId } = message;
    message.edits += 1;
    const text = `${message.text} edit ${message.edits}`;
    journal.write({ what: 'edit-asked', key, text });
    session.edit(threadId, id, { content: text }).then(
      () => journal.write({ what: 'edit-done', key, text }),
      (error: unknown) => journal.write({ what: 'edit-refused', key, text, reason: String(error) }),
    );
  }

  function remove(message: OwnMessage): void {
    const { key, id = key, threadId } = message;
    own.splice(own.indexOf(message), 1);
    journal.write({ what: 'delete-asked', key });
    session.remove(threadId, id).then(
      () => journal.write({ what: 'delete-done', key }),
      (error: unknown) => journal.write({ what: 'delete-refused', key, reason: String(error) }),
    );
  }

  return {
    start() {
      const pauseMs = 1_000 / setup.actionsPerSecond;
      // A timer that is late, because the process was stopped, does not catch up: nobody types while asleep.
      const next = (): void => {
        timer = setTimeout(next, random.between(0.5 * pauseMs, 1.5 * pauseMs));
        act();
      };
      timer = setTimeout(next, random.between(0, pauseMs));
    },
    stop: () => clearTimeout(timer),
  };
}
