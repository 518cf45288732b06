import { describe, expect, test } from 'vitest';
import { defaultBehaviours } from '../behaviours.ts';
import { commitWork } from '../domain/work-unit.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { createLocalFanOut } from '../realtime/fan-out.ts';
import { systemRandom } from '../runtime.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createConnectionTickets, spendTicket } from './connection-tickets.ts';

const secret = new TextEncoder().encode('s'.repeat(64));
const now = Date.UTC(2026, 0, 5, 9);
const claims = { userId: '8:acs:r_ada', scopes: ['chat'], generation: 3, expiresAt: now + 900_000 };
const createTickets = () => createConnectionTickets(secret, systemRandom);

describe('connection parameters', () => {
  test('hold for a day, for their user and endpoint, in every process with the secret', async () => {
    const { se, sig } = await (await createTickets()).issueConnectParams(claims.userId, 'e1', now);
    const { checkConnectParams } = await createTickets();
    expect(se).toBe(now + 24 * 60 * 60 * 1000);
    expect(await checkConnectParams(claims.userId, 'e1', sig, now)).toBe(true);
    expect(await checkConnectParams(claims.userId, 'e1', sig, se)).toBe(false);
    expect(await checkConnectParams('8:acs:r_grace', 'e1', sig, now)).toBe(false);
    expect(await checkConnectParams(claims.userId, 'e2', sig, now)).toBe(false);
    expect(await checkConnectParams(claims.userId, 'e1', `${sig}x`, now)).toBe(false);
    expect(await checkConnectParams(claims.userId, 'e1', '', now)).toBe(false);
  });
});

describe('a session id', () => {
  test('opens for 30 s, for its endpoint, in every process with the secret', async () => {
    const sessionId = await (await createTickets()).issueSessionId(claims, 'e1', now);
    const { openSessionId } = await createTickets();
    expect(await openSessionId(sessionId, 'e1', now + 29_999)).toEqual({
      userId: claims.userId,
      generation: 3,
      tokenExpiresAt: claims.expiresAt,
      until: now + 30_000,
      nonce: expect.any(String),
    });
    expect(await openSessionId(sessionId, 'e1', now + 30_000)).toBeUndefined();
    expect(await openSessionId(sessionId, 'e2', now)).toBeUndefined();
    expect(await openSessionId(`x${sessionId}`, 'e1', now)).toBeUndefined();
  });

  test('does not outlive the token that it was issued for', async () => {
    const { issueSessionId, openSessionId } = await createTickets();
    const sessionId = await issueSessionId({ ...claims, expiresAt: now + 5_000 }, 'e1', now);
    expect(await openSessionId(sessionId, 'e1', now + 4_999)).toBeDefined();
    expect(await openSessionId(sessionId, 'e1', now + 5_000)).toBeUndefined();
  });

  test('cannot be made from connection parameters', async () => {
    const { issueConnectParams, openSessionId } = await createTickets();
    const { sig } = await issueConnectParams(claims.userId, 'e1', now);
    expect(await openSessionId(sig, 'e1', now)).toBeUndefined();
  });

  test('fits into a URL as it is and between colons', async () => {
    const sessionId = await (await createTickets()).issueSessionId(claims, 'e1', now);
    expect(sessionId).toMatch(/^[\w.-]{1,600}$/);
  });

  test('is spent once, also by two processes that share the storage', async () => {
    const { issueSessionId, openSessionId } = await createTickets();
    const storage = createMemoryStorage();
    const contexts = [1, 2].map((): ChatContext => {
      const { clock } = createManualTime(now);
      const fanOut = createLocalFanOut();
      return {
        storage,
        fanOut,
        clock,
        random: systemRandom,
        resourceId: 'r',
        epoch: 'e',
        behaviours: defaultBehaviours,
      };
    });
    const sessionId = await issueSessionId(claims, 'e1', now);
    const ticket = await openSessionId(sessionId, 'e1', now);
    if (ticket === undefined) throw new Error('The ticket was not opened.');
    const spent = await Promise.all(
      contexts.map((context) => commitWork(context, (unit) => spendTicket(unit, ticket))),
    );
    expect(spent.toSorted()).toEqual([false, true]);
  });

  test('can be spent 100 times in 30 s by one user, and again when they are over', async () => {
    const time = createManualTime(now);
    const context: ChatContext = {
      storage: createMemoryStorage(),
      fanOut: createLocalFanOut(),
      clock: time.clock,
      random: systemRandom,
      resourceId: 'r',
      epoch: 'e',
      behaviours: defaultBehaviours,
    };
    const spend = (nonce: string): Promise<boolean> => {
      const { userId, generation, expiresAt: tokenExpiresAt } = claims;
      const until = time.clock.now() + 30_000;
      const ticket = { userId, generation, tokenExpiresAt, until, nonce };
      return commitWork(context, (unit) => spendTicket(unit, ticket));
    };
    for (let count = 0; count < 100; count++) expect(await spend(`${count}`)).toBe(true);
    expect(await spend('100')).toBe(false);
    time.advance(30_000);
    expect(await spend('101')).toBe(true);
  });
});
