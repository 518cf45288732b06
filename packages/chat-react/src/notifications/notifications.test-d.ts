import type { Message } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import {
  useDesktopNotifications,
  useMessageSound,
  useTitleBadge,
  useTotalUnread,
  type DesktopNotificationOptions,
  type UseTotalUnread,
} from './index.ts';

test('what is new in all threads is a number, and whether that is all', () => {
  expectTypeOf(useTotalUnread).parameters.toEqualTypeOf<[]>();
  expectTypeOf(useTotalUnread).returns.toEqualTypeOf<UseTotalUnread>();
});

test('a badge needs no options, and returns nothing', () => {
  expectTypeOf(useTitleBadge).toBeCallableWith();
  expectTypeOf(useTitleBadge).returns.toEqualTypeOf<void>();
});

test('a sound says whether the browser lets it play', () => {
  expectTypeOf(useMessageSound).toBeCallableWith({ enabled: true, src: '/pling.mp3' });
  expectTypeOf<ReturnType<typeof useMessageSound>['isBlocked']>().toEqualTypeOf<boolean>();
});

test('a notification is told by the message, and may be none', () => {
  expectTypeOf<DesktopNotificationOptions['onClick']>().toEqualTypeOf<
    ((message: Message) => void) | undefined
  >();
  expectTypeOf(useDesktopNotifications).toBeCallableWith({ text: () => undefined });
  // @ts-expect-error A notification has a title.
  expectTypeOf(useDesktopNotifications).toBeCallableWith({ text: () => ({ body: 'x' }) });
});
