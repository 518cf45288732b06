import type { RestCaller } from './rest-caller.ts';

/** Somebody who sends numbered messages, `name-0`, `name-1`, …, one after another, through any number of crashes. */
export interface DurableWriter {
  readonly name: string;
  /** Texts whose sending was acknowledged, in order. */
  readonly acknowledged: readonly string[];
  /** The text that is sent next, or was being sent when the server died. */
  readonly pending: string;
  /** Sends until the server dies. Calls `onAcknowledged` after each answer. */
  sendUntilDead(call: RestCaller, path: string, onAcknowledged: () => void): Promise<void>;
  /** Repeats the request that the crash cut off, under its old request id, as a client does that must not send twice. */
  repeatLast(call: RestCaller, path: string): Promise<void>;
}

/** Starts at number 0, with nothing acknowledged. */
export function createDurableWriter(name: string): DurableWriter {
  const acknowledged: string[] = [];
  const nextText = (): string => `${name}-${acknowledged.length}`;
  const send = async (call: RestCaller, path: string): Promise<void> => {
    const content = nextText();
    const headers = { 'repeatability-request-id': content };
    const { status } = await call('POST', path, { content }, headers);
    if (status !== 201) throw new Error(`The service answered ${status} to a send.`);
    acknowledged.push(content);
  };
  return {
    name,
    acknowledged,
    get pending() {
      return nextText();
    },
    sendUntilDead: async (call, path, onAcknowledged) => {
      await untilConnectionBreaks(async () => {
        await send(call, path);
        onAcknowledged();
      });
    },
    repeatLast: send,
  };
}

/** Somebody who gives one message the texts `edit-1`, `edit-2`, …, through any number of crashes. */
export interface DurableEditor {
  /** The last number that was acknowledged. */
  readonly acknowledged: number;
  editUntilDead(call: RestCaller, messagePath: string): Promise<void>;
}

/** Starts with no edit. */
export function createDurableEditor(): DurableEditor {
  let acknowledged = 0;
  return {
    get acknowledged() {
      return acknowledged;
    },
    editUntilDead: async (call, messagePath) => {
      await untilConnectionBreaks(async () => {
        const next = acknowledged + 1;
        const { status } = await call('PATCH', messagePath, { content: `edit-${next}` });
        if (status !== 204) throw new Error(`The service answered ${status} to an edit.`);
        acknowledged = next;
      });
    },
  };
}

/** Goes on until `fetch` fails. An answer of the wrong kind is no broken connection, and rejects. */
async function untilConnectionBreaks(step: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await step();
    } catch (error) {
      // What `fetch` and the reading of a body throw when the other side is gone.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}
