import type {
  CustomMessageMetadata,
  Message as NamedMessage,
  MessageMetadata,
} from '@confab/chat-core';
import type { MessageDraft, MessageEdit, SavedDraft } from '@confab/chat-core/session';
import { expectTypeOf, test } from 'vitest';

declare module '@confab/chat-core' {
  // It holds for every file of this program, so the name is nobody else's.
  interface CustomMessageMetadata {
    'confab.test.priority': 'high' | 'low';
  }
}

type Priority = 'high' | 'low';
type Texts = Readonly<Record<string, string>>;
declare const metadata: MessageMetadata;

test('a name that the app has declared gives its texts, or nothing', () => {
  expectTypeOf<CustomMessageMetadata['confab.test.priority']>().toEqualTypeOf<Priority>();
  expectTypeOf(metadata['confab.test.priority']).toEqualTypeOf<Priority | undefined>();
  type Read = NonNullable<NamedMessage['metadata']>;
  expectTypeOf<Read['confab.test.priority']>().toEqualTypeOf<Priority | undefined>();
});

test('a name that the app has declared takes no other text', () => {
  const right: MessageMetadata = { 'confab.test.priority': 'high', other: 'anything' };
  const draft: MessageDraft = { content: 'Hello', metadata: right };
  // @ts-expect-error -- It is neither high nor low.
  const sent: MessageDraft = { content: 'Hello', metadata: { 'confab.test.priority': 'medium' } };
  // @ts-expect-error -- As above.
  const edit: MessageEdit = { content: 'Hello', metadata: { 'confab.test.priority': 'medium' } };
  // @ts-expect-error -- As above.
  const saved: SavedDraft = { text: '', updatedAt: 1, metadata: { 'confab.test.priority': '' } };
  expectTypeOf([draft, sent, edit, saved]).toBeArray();
});

test('other names take and give any text, and no other values', () => {
  expectTypeOf((metadata as MessageMetadata | undefined)?.['acme.note']).toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf<Texts>().toExtend<MessageMetadata>();
  expectTypeOf<MessageMetadata>().toExtend<Texts>();
  // @ts-expect-error -- Metadata are texts.
  const wrong: MessageMetadata = { 'acme.count': 1 };
  expectTypeOf(wrong).toExtend<Texts>();
});

test('names can be looked for where there may be no metadata', () => {
  const found = (metadata as MessageMetadata | undefined) ?? {};
  expectTypeOf(found['acme.note']).toEqualTypeOf<string | undefined>();
  expectTypeOf(found['confab.test.priority']).toEqualTypeOf<Priority | undefined>();
});
