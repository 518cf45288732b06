import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { openBroadcastTabChannel } from './broadcast-tab-channel.ts';
import type { TabChannel, TabMessage } from './tab-channel.ts';

const opened: { close(): void }[] = [];

afterEach(() => {
  for (const channel of opened.splice(0)) channel.close();
  vi.unstubAllGlobals();
});

function open(name = 'user'): TabChannel & { readonly heard: readonly TabMessage[] } {
  const heard: TabMessage[] = [];
  const channel = openBroadcastTabChannel(name, (message) => heard.push(message));
  opened.push(channel);
  return { ...channel, heard };
}

/** The line as any other code of the origin has it. */
function openRaw(name = 'user'): BroadcastChannel {
  const raw = new BroadcastChannel(`confab:${name}`);
  opened.push(raw);
  return raw;
}

const changed = { type: 'changed', table: 'outbox' } as const;
const signedOut = { type: 'signed-out' } as const;

test('the other tabs of a user hear what one says; it does not hear itself, and other users hear nothing', async () => {
  const [one, other, third, foreign] = [open(), open(), open(), open('another user')];
  for (const table of ['outbox', 'changes', 'drafts', 'marks'] as const)
    one.post({ type: 'changed', table });
  one.post({ type: 'signing-out' });
  one.post(signedOut);
  await vi.waitFor(() => expect(third.heard).toHaveLength(6));
  expect(other.heard).toEqual([
    { type: 'changed', table: 'outbox' },
    { type: 'changed', table: 'changes' },
    { type: 'changed', table: 'drafts' },
    { type: 'changed', table: 'marks' },
    { type: 'signing-out' },
    { type: 'signed-out' },
  ]);
  expect(third.heard).toEqual(other.heard);
  expect(one.heard).toEqual([]);
  expect(foreign.heard).toEqual([]);
});

test('what is forged, malformed, of another version or of another user is ignored', async () => {
  const tab = open();
  const raw = openRaw();
  const whole = { v: 1, user: 'user', ...changed };
  const foreign: readonly unknown[] = [
    undefined,
    null,
    1,
    'signed-out',
    [],
    [whole],
    {},
    changed,
    { ...whole, v: 2 },
    { ...whole, v: '1' },
    { ...whole, user: 'another user' },
    { ...whole, type: 'erase' },
    { ...whole, type: ['signed-out'] },
    { ...whole, table: 'leases' },
    { ...whole, table: '__proto__' },
    { ...whole, table: undefined },
    JSON.parse('{"__proto__":{"v":1,"user":"user","type":"signed-out"}}'),
    new Map(Object.entries(whole)),
    new Error('signed-out'),
    Array.from({ length: 10_000 }, () => whole),
  ];
  for (const data of [...foreign, { ...whole, extra: { of: 'later' } }])
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
    raw.postMessage(data);
  await vi.waitFor(() => expect(tab.heard).not.toHaveLength(0));
  expect(tab.heard).toEqual([changed]);
});

test('a closed line hears and says nothing more', async () => {
  const [one, other, third] = [open(), open(), open()];
  one.post(changed);
  other.close();
  one.close();
  one.close();
  one.post(signedOut);
  await vi.waitFor(() => expect(third.heard).toEqual([changed]));
  expect(other.heard).toEqual([]);
});

test('where there are no channels, or they may not be used, a line leads nowhere', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const without = open();
  without.post(changed);
  without.close();
  function refuse(): never {
    throw new DOMException('The document is sandboxed.', 'SecurityError');
  }
  vi.stubGlobal('BroadcastChannel', vi.fn(refuse));
  expect(open().heard).toEqual([]);
});

test('a channel that fails to send does not disturb who wanted to tell something', () => {
  const tab = open();
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementationOnce(() => {
    throw new DOMException('The channel is closed.', 'InvalidStateError');
  });
  expect(() => tab.post(changed)).not.toThrow();
});

test('an open line does not keep a process of Node from ending', () => {
  const script = `
    const { openBroadcastTabChannel } = await import('./broadcast-tab-channel.ts');
    openBroadcastTabChannel('user', () => {}).post({ type: 'signed-out' });
  `;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    { cwd: dirname(fileURLToPath(import.meta.url)), encoding: 'utf8', timeout: 20_000 },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 30_000);
