import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { Message } from '@confab/chat-core/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../styles/styles.css';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import { ada, sampleNow } from '../test-support/sample-messages.ts';
import { MessageList } from './MessageList.tsx';
import { frames } from './test-support/painted-frames.ts';
import { sampleAt, sampleConversation } from './test-support/sample-conversation.ts';

let container: HTMLElement;
let root: Root;
beforeEach(async () => {
  await page.viewport(840, 960);
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
});
afterEach(() => {
  root.unmount();
  container.remove();
});

async function show(messages: readonly Message[]): Promise<void> {
  flushSync(() =>
    root.render(
      <StrictMode>
        <ChatUiProvider
          timeZone="UTC"
          now={() => sampleNow}
          style={{ display: 'flex', inlineSize: 800, blockSize: 640 }}
        >
          <MessageList messages={messages} userId={ada.userId} timeZone="UTC" />
        </ChatUiProvider>
      </StrictMode>,
    ),
  );
  await frames(3);
}

function scroller(): HTMLElement {
  const element = container.querySelector<HTMLElement>('[data-part="scroller"]');
  if (!element) throw new Error('The list is not mounted.');
  return element;
}

function gap(): number {
  const { scrollHeight, clientHeight, scrollTop } = scroller();
  return scrollHeight - clientHeight - scrollTop;
}

describe('a list of plain messages, in StrictMode', () => {
  it('follows its end', async () => {
    for (const count of [300, 301, 305, 325]) {
      await show(sampleConversation(count));
      expect(gap()).toBeLessThanOrEqual(1);
      expect(container.querySelector(`[data-key="sample-${count - 1}"]`)).not.toBeNull();
    }
  });

  it('stays where the reader is when a message of somebody else arrives', async () => {
    const messages = sampleConversation(300);
    await show(messages);
    scroller().scrollTop = 3000;
    await frames(3);
    const { scrollTop } = scroller();
    await show([...messages, sampleAt(300, { senderId: 'somebody' })]);
    expect(scroller().scrollTop).toBe(scrollTop);
    expect(container.textContent).toContain('1 new message');
  });

  it('goes to the end when the reader sends a message', async () => {
    const messages = sampleConversation(300);
    await show(messages);
    scroller().scrollTop = 3000;
    await frames(3);
    await show([...messages, sampleAt(300, { senderId: ada.userId, sendState: 'queued' })]);
    expect(gap()).toBeLessThanOrEqual(1);
  });

  it('stays where the reader is when an own message arrives from another device', async () => {
    const messages = sampleConversation(300);
    await show(messages);
    scroller().scrollTop = 3000;
    await frames(3);
    const { scrollTop } = scroller();
    await show([...messages, sampleAt(300, { senderId: ada.userId })]);
    expect(scroller().scrollTop).toBe(scrollTop);
  });

  it('touches one row in the document when one message is edited', async () => {
    const messages = sampleConversation(300);
    await show(messages);
    const touched = new Set<string | undefined>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        touched.add(element?.closest<HTMLElement>('[data-part="row"]')?.dataset['key']);
      }
    });
    observer.observe(container, { subtree: true, childList: true, characterData: true });
    await show(
      messages.map((message, index) =>
        index === 298 ? { ...message, content: 'Another text', editedAt: sampleNow } : message,
      ),
    );
    observer.disconnect();
    expect([...touched]).toEqual(['sample-298']);
    expect(container.textContent).toContain('Another text');
  });
});
