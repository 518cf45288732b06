import type { ConnectionStatus } from '@confab/chat-core/model';
import type { ChatEvent } from '@confab/chat-core/session';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchConnection, type ConnectionNotice } from './watch-connection.ts';

let told: ConnectionNotice[];
let emit: (...batch: ChatEvent[]) => void;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  const listeners = new Set<(batch: readonly ChatEvent[]) => void>();
  end = watchConnection(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    (notice) => told.push(notice),
  );
  emit = (...batch) => listeners.forEach((listener) => listener(batch));
});

afterEach(() => {
  end();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const go = (status: ConnectionStatus): void => emit({ type: 'connection-changed', status });
const outgoing = (clientMessageId: string, over: object): ChatEvent => ({
  type: 'outgoing-changed',
  threadId: 'a',
  clientMessageId,
  sendState: 'queued',
  ...over,
});

it('says nothing of a connection that is made, nor of one that is away for less than two seconds', () => {
  go('connecting');
  vi.advanceTimersByTime(10_000);
  go('live');
  go('reconnecting');
  vi.advanceTimersByTime(1_900);
  go('syncing');
  go('live');
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
});

it('tells a loss that lasts, what becomes of it, and for a while that it is over', () => {
  go('live');
  go('reconnecting');
  vi.advanceTimersByTime(1_000);
  go('offline');
  vi.advanceTimersByTime(1_000);
  go('reconnecting');
  go('syncing');
  go('live');
  vi.advanceTimersByTime(5_000);
  expect(told.map(({ status }) => status)).toEqual([
    'offline',
    'reconnecting',
    'syncing',
    'restored',
    undefined,
  ]);
});

it('counts the messages that had waited and went out, and no others', () => {
  go('live');
  go('offline');
  vi.advanceTimersByTime(2_000);
  for (const id of ['one', 'two', 'taken back']) emit(outgoing(id, { waitsFor: 'network' }));
  emit({ type: 'outgoing-removed', threadId: 'a', clientMessageId: 'taken back' });
  go('live');
  for (const id of ['one', 'two', 'new']) emit(outgoing(id, { sendState: 'sent', id: '1' }));
  expect(told.at(-1)).toEqual({ status: 'restored', sentCount: 2 });
});

it('tells at once that the sign-in has ended, and that a session is stopped when that lasts', () => {
  go('auth-blocked');
  expect(told.at(-1)?.status).toBe('auth-blocked');
  go('connecting');
  expect(told.at(-1)?.status).toBeUndefined();
  go('live');
  go('stopped');
  vi.advanceTimersByTime(2_000);
  expect(told.at(-1)?.status).toBe('stopped');
});

it('says nothing more once the session has ended', () => {
  go('offline');
  vi.advanceTimersByTime(2_000);
  emit({ type: 'session-ended', reason: 'signed-out' });
  go('stopped');
  expect(told.at(-1)?.status).toBeUndefined();
});
