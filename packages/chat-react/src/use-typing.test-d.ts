import type { TypingParticipant } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useTyping, type UseTyping } from './use-typing.ts';

test('who types is a read-only list, and where there is none it is said why', () => {
  expectTypeOf(useTyping).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf(useTyping).returns.toEqualTypeOf<UseTyping>();
  expectTypeOf<UseTyping['typing']>().toEqualTypeOf<readonly TypingParticipant[]>();
  expectTypeOf<UseTyping['notifyTyping']>().toEqualTypeOf<() => void>();
  expectTypeOf<UseTyping['supported']>().toEqualTypeOf<boolean>();
  expectTypeOf<UseTyping['reason']>().toEqualTypeOf<string | undefined>();
  // @ts-expect-error A name may be missing.
  expectTypeOf<TypingParticipant['displayName']>().toEqualTypeOf<string>();
});
