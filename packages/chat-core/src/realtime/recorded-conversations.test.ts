import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

import { isRecord } from '../wire-value.ts';
import {
  createMessageFrame,
  createReadyFrame,
  createScriptedTransport,
  type ScriptedTransport,
} from '../test-support/scripted-transport.ts';

interface Step {
  readonly client?: unknown;
  readonly service?: Readonly<Record<string, unknown>>;
  readonly rest?: unknown;
  readonly cut?: true;
  readonly close?: number;
}

interface Conversation {
  readonly title: string;
  readonly steps: readonly Step[];
}

const folder = new URL('../../../../docs/realtime-protocol/', import.meta.url);
const conversations = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  // The files are part of the protocol's document, which says what is in them.
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Conversation);

const scene: Readonly<Record<string, string>> = {
  '<token:ada>': 'token-of-ada',
  '<token:grace>': 'token-of-grace',
  '<userId:ada>': '8:acs:resource_ada',
  '<userId:grace>': '8:acs:resource_grace',
  '<threadId>': '19:thread@thread.v2',
  '<messageId>': '7',
};

test.each(conversations)('$title', async ({ steps }) => {
  const hello = steps.find((step) => step.client !== undefined)?.client;
  const token = isRecord(hello) ? fill(hello['token']) : undefined;
  const scripted = createScriptedTransport({ getToken: () => String(token) });
  const player = createServicePlayer(scripted);
  const started = scripted.transport.start();
  const outcome = started.then(
    () => 'started',
    (error: unknown) => error,
  );

  for (const step of steps) await player.play(step);

  expect(scripted.heard.events).toMatchObject(player.expectedEvents);
  expect(scripted.heard.decodeErrors).toEqual([]);
  const lastClose = steps.findLast((step) => step.close !== undefined)?.close;
  if (lastClose === 4401) {
    expect(await outcome).toMatchObject({ name: 'RestError', code: 'unauthorized' });
  } else {
    expect(await outcome).toBe('started');
  }
  scripted.transport.stop();
  expect(scripted.clock.pendingTimers).toBe(0);
});

/** Plays the service's side of a conversation and checks what the client says. */
function createServicePlayer(scripted: ScriptedTransport): {
  readonly expectedEvents: unknown[];
  play(step: Step): Promise<void>;
} {
  const { clock, sockets } = scripted;
  const expectedEvents: unknown[] = [];
  const last = { epoch: '', offset: 0 };
  let playedSockets = 0;
  let integer = 0;

  const value = (template: unknown): unknown => {
    if (template === '<integer>') return (integer += 1);
    return fill(template);
  };

  async function expectFrame(template: unknown): Promise<void> {
    await clock.settle();
    if (sockets.length > playedSockets) {
      playedSockets = sockets.length;
      scripted.newestSocket().open();
    }
    const [frame] = scripted.newestSocket().flushToService(1);
    expect(frame).toEqual(
      mapDeep(template, (leaf) => (leaf === '<last>' ? { ...last } : fill(leaf))),
    );
  }

  async function sendFrame(template: Readonly<Record<string, unknown>>): Promise<void> {
    const given = mapDeep(template, value);
    const frame = mergeDeep(createDefaults(template['type']), given);
    if (typeof frame['offset'] === 'number') last.offset = frame['offset'];
    if (typeof frame['epoch'] === 'string') last.epoch = frame['epoch'];
    if (frame['type'] === 'event') expectedEvents.push(describeEvent(frame));
    scripted.newestSocket().send(frame);
    scripted.newestSocket().flushToClient();
    await clock.settle();
  }

  function createDefaults(type: unknown): Record<string, unknown> {
    if (type === 'ready') return createReadyFrame(clock.now());
    return type === 'event' ? createMessageFrame(0, '') : {};
  }

  return {
    expectedEvents,
    async play(step) {
      if (step.client !== undefined) await expectFrame(step.client);
      if (step.service !== undefined) await sendFrame(step.service);
      if (step.close !== undefined) scripted.newestSocket().close(step.close);
      if (step.cut === true) {
        scripted.newestSocket().cut();
        await clock.advance(1_000);
      }
      await clock.settle();
    },
  };
}

/** What the client has to make of the frame: the event's name and, for messages, what they say. */
function describeEvent(frame: Readonly<Record<string, unknown>>): object {
  const id = frame['event'];
  const data = isRecord(frame['data']) ? frame['data'] : {};
  const message = isRecord(data['message']) ? data['message'] : {};
  if (!String(id).startsWith('chatMessage')) {
    return { id, payload: { threadId: data['threadId'] } };
  }
  const content = isRecord(message['content']) ? message['content'] : {};
  const said = id === 'chatMessageDeleted' ? {} : { message: content['message'] };
  return { id, payload: { threadId: data['threadId'], id: message['id'], ...said } };
}

function fill(template: unknown): unknown {
  if (template === '<string>') return '7';
  if (template === '<date>') return '2026-01-02T00:00:00.0000000Z';
  return typeof template === 'string' ? (scene[template] ?? template) : template;
}

function mapDeep(value: unknown, map: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapDeep(item, map));
  if (!isRecord(value)) return map(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapDeep(item, map)]));
}

function mergeDeep(base: unknown, over: unknown): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...(isRecord(base) ? base : {}) };
  for (const [key, item] of Object.entries(isRecord(over) ? over : {})) {
    merged[key] = isRecord(item) ? mergeDeep(merged[key], item) : item;
  }
  return merged;
}
