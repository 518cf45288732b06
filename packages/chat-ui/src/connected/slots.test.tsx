import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createElement, type ComponentType, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { ChatUiSlots } from '../slots/ChatUiSlots.tsx';
import type { SlotName, Slots } from '../slots/slots.ts';
import { ChatApp } from './ChatApp.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  cleanup();
  await scene.end();
});

/** What an app would write: something around the default, which gets all its data. */
function framed(name: SlotName) {
  return function Framed({
    Default,
    ...props
  }: { readonly Default: ComponentType<never> } & Record<string, unknown>): ReactNode {
    return (
      <span data-slot={name}>
        {/* The props of this very slot. */}
        {createElement(Default, props as never)}
      </span>
    );
  };
}

const names: readonly SlotName[] = [
  'Avatar',
  'Message',
  'MessageBody',
  'MessageActions',
  'Attachment',
  'SystemMessage',
  'ReadReceipt',
  'DaySeparator',
  'UnreadDivider',
  'TypingIndicator',
  'Composer',
  'ThreadHeader',
  'ThreadRow',
  'EmptyState',
];
// Each replacement takes the props of its own slot.
const slots = Object.fromEntries(names.map((name) => [name, framed(name)])) as unknown as Slots;

const isThere = (name: SlotName): boolean =>
  document.querySelector(`[data-slot="${name}"]`) !== null;

it('replaces every part by name, and each still shows what it showed', async () => {
  scene = await createConnectedScene(['Hello', 'Are you there?']);
  const thread = scene.ada.client.getChatThreadClient(scene.threadId);
  for await (const { id, content } of thread.listMessages()) {
    if (content?.message === 'Hello') await thread.sendReadReceipt({ chatMessageId: id });
  }
  scene.render(
    <ChatUiSlots slots={slots}>
      <ChatApp />
    </ChatUiSlots>,
  );
  await screen.findByText('Launch');
  expect(isThere('EmptyState')).toBe(true);
  expect(isThere('ThreadRow')).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: /^Launch/u }));
  await scene.untilLive();
  await screen.findByRole('separator', { name: 'New' });
  const file = { url: 'https://a.example/plan.pdf', name: 'plan.pdf', mime: 'application/pdf' };
  await act(
    () =>
      scene.grace.session.send(scene.threadId, {
        content: 'The plan',
        metadata: { 'confab.attachments': JSON.stringify([file]) },
      }).settled,
  );
  await screen.findByText('plan.pdf');
  await userEvent.type(screen.getByRole('textbox'), 'Mine{Enter}');
  await userEvent.hover(
    await screen.findByText('Mine', { selector: '[data-part="message-text"]' }),
  );
  await screen.findByRole('toolbar');
  await waitFor(() =>
    expect(names.filter((name) => name !== 'EmptyState' && !isThere(name))).toEqual([]),
  );
});
