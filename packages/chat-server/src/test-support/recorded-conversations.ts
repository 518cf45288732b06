import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { ChatService } from '../chat-service-options.ts';
import { setScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { createSocketReader } from './socket-reader.ts';
import type { ReadableSocket, SocketReader } from './socket-reader.ts';

interface RestStep {
  readonly as: 'ada' | 'grace';
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

interface ConversationStep {
  readonly client?: object;
  readonly service?: object;
  readonly rest?: RestStep;
  readonly cut?: true;
  readonly close?: number;
}

/** A conversation of the protocol documents: its title is the name of the test. */
export interface Conversation {
  readonly title: string;
  readonly steps: readonly ConversationStep[];
}

/** A running service and a way to open sockets to it. */
export interface ConversationHost {
  readonly service: ChatService;
  readonly endpoint: string;
  openSocket(): ReadableSocket;
  /** Loses the socket without a close frame. */
  cut(socket: ReadableSocket): void;
}

interface Run {
  readonly host: ConversationHost;
  readonly scene: Scene;
  readonly named: Record<string, unknown>;
  readonly last: { epoch: string; offset: number };
  open: { readonly socket: ReadableSocket; readonly reader: SocketReader } | undefined;
}

const folder = new URL('../../../../docs/realtime-protocol/', import.meta.url);

/** All recorded conversations of the repository. */
export function readConversations(): Conversation[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  // The suites of both sides are the check that these files have this shape.
  return names.map(
    (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Conversation,
  );
}

/** Plays the conversation, expecting what the service says. Returns the number of steps played. */
export async function playConversation(
  conversation: Conversation,
  host: ConversationHost,
): Promise<number> {
  const scene = await setScene(host.service, host.endpoint);
  const last = { epoch: '', offset: 0 };
  const named: Record<string, unknown> = {
    '<token:ada>': scene.ada.token,
    '<token:grace>': scene.grace.token,
    '<userId:ada>': scene.ada.userId,
    '<userId:grace>': scene.grace.userId,
    '<threadId>': scene.threadId,
    '<last>': last,
  };
  const run: Run = { host, scene, named, last, open: undefined };
  let played = 0;
  for (const step of conversation.steps) {
    await playStep(run, step);
    played += 1;
  }
  run.open?.socket.close();
  return played;
}

async function playStep(run: Run, step: ConversationStep): Promise<void> {
  if (step.client !== undefined) return await speak(run, step.client);
  if (step.service !== undefined) return await hear(run, step.service);
  if (step.rest !== undefined) return await request(run, step.rest);
  if (step.close !== undefined) return await seeClose(run, step.close);
  if (step.cut === true) return await cut(run);
  throw new Error(`This suite does not know the step ${JSON.stringify(step)}.`);
}

async function speak(run: Run, frame: object): Promise<void> {
  if (run.open === undefined) {
    const socket = run.host.openSocket();
    run.open = { socket, reader: createSocketReader(socket) };
  }
  await run.open.reader.send(JSON.stringify(fillPlaceholders(frame, run.named)));
}

async function hear(run: Run, expected: object): Promise<void> {
  const frame = await run.open?.reader.next();
  expect(frame).toEqual(toMatchers(fillPlaceholders(expected, run.named)));
  run.last.epoch = frame?.epoch ?? run.last.epoch;
  run.last.offset = frame?.offset ?? run.last.offset;
}

async function request(run: Run, { as, method, path, body }: RestStep): Promise<void> {
  const fill = (value: unknown): unknown => fillPlaceholders(value, run.named);
  const { status, body: answer } = await run.scene[as].call(method, String(fill(path)), fill(body));
  expect(status, `${method} ${path}`).toBeLessThan(300);
  if (method === 'POST' && path.endsWith('/messages')) run.named['<messageId>'] = answer.id;
}

async function seeClose(run: Run, code: number): Promise<void> {
  expect(await run.open?.reader.closed).toBe(code);
}

async function cut(run: Run): Promise<void> {
  if (run.open === undefined) throw new Error('There is no socket to cut.');
  run.host.cut(run.open.socket);
  await run.open.reader.closed;
  run.open = undefined;
}

function fillPlaceholders(value: unknown, named: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') {
    if (value in named) return named[value];
    return value.replaceAll(/<[\w:]+>/g, (name) => (name in named ? String(named[name]) : name));
  }
  return mapMembers(value, (member) => fillPlaceholders(member, named));
}

/** Turns `<string>`, `<integer>` and `<date>` into matchers for any such value; unnamed members are free. */
function toMatchers(value: unknown): unknown {
  if (value === '<string>') return expect.any(String);
  if (value === '<integer>') return expect.toSatisfy(Number.isSafeInteger);
  if (value === '<date>') return expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  const members = mapMembers(value, toMatchers);
  const isObject = typeof members === 'object' && members !== null && !Array.isArray(members);
  return isObject ? expect.objectContaining(members) : members;
}

function mapMembers(value: unknown, change: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]));
}
