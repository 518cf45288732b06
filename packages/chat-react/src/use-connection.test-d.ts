import type { ConnectionStatus } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useConnection, type UseConnection } from './use-connection.ts';

test('a connection has a status, and says what may be wrong', () => {
  expectTypeOf(useConnection).parameters.toEqualTypeOf<[]>();
  expectTypeOf(useConnection).returns.toEqualTypeOf<UseConnection>();
  expectTypeOf<UseConnection['status']>().toEqualTypeOf<ConnectionStatus>();
  expectTypeOf<UseConnection['isLive']>().toEqualTypeOf<boolean>();
  expectTypeOf<UseConnection['ended']>().toEqualTypeOf<'disposed' | 'signed-out' | undefined>();
  expectTypeOf<UseConnection['persistenceProblem']>().extract<undefined>().toBeUndefined();
  expectTypeOf<UseConnection['reconnect']>().toEqualTypeOf<() => void>();
});

test('a connection cannot be set', () => {
  const connection = {} as UseConnection;
  // @ts-expect-error It is read-only.
  connection.status = 'live';
});
