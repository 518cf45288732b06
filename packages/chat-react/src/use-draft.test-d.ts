import { expectTypeOf, test } from 'vitest';
import { useDraft, type DraftContent, type UseDraft } from './use-draft.ts';

type SetDraft = UseDraft['setDraft'];

test('a draft is text, or all that a user has written, or nothing', () => {
  expectTypeOf(useDraft).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf(useDraft).returns.toEqualTypeOf<UseDraft>();
  expectTypeOf<UseDraft['text']>().toEqualTypeOf<string>();
  expectTypeOf<UseDraft['draft']>().toEqualTypeOf<DraftContent | undefined>();
  expectTypeOf<SetDraft>().toBeCallableWith('Hello');
  expectTypeOf<SetDraft>().toBeCallableWith(undefined);
  expectTypeOf<SetDraft>().toBeCallableWith({ text: 'Hello', selection: [1, 2], replyTo: '1' });
  // @ts-expect-error A draft has text.
  expectTypeOf<SetDraft>().toBeCallableWith({ replyTo: '1' });
  // @ts-expect-error Nothing is undefined.
  expectTypeOf<SetDraft>().toBeCallableWith(null);
  expectTypeOf<DraftContent>().not.toHaveProperty('updatedAt');
});
