import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, everybody, sampleMessage } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { Composer } from '../composer/Composer.tsx';
import { MessageList } from '../list/MessageList.tsx';
import { ChatLayout } from './ChatLayout.tsx';
import { ThreadPane } from './ThreadPane.tsx';

afterEach(cleanup);

function show(width: number, selected: boolean) {
  const { container } = renderInProvider(
    <ChatLayout
      selected={selected}
      list={<p>Threads</p>}
      thread={
        <ThreadPane
          label="Atlas"
          header={<ThreadHeader topic="Atlas" participants={everybody} onBack={() => undefined} />}
        >
          <p>Conversation</p>
        </ThreadPane>
      }
    />,
    { style: { inlineSize: `${width}px`, blockSize: '400px' } },
  );
  const isShown = (element: Element | null): boolean => element?.checkVisibility() ?? false;
  return {
    list: isShown(screen.getByText('Threads')),
    thread: isShown(screen.getByText('Conversation')),
    back: isShown(container.querySelector("[data-part='back-button']")),
    listWidth: screen.getByText('Threads').parentElement?.getBoundingClientRect().width,
  };
}

it('shows both panes from 720 px of its own width, the list 320 px wide and no way back', () => {
  expect(show(720, false)).toMatchObject({ list: true, thread: true, back: false, listWidth: 320 });
});

it('gives messages and composer the same edges, whatever room the scrollbar takes', () => {
  const { container } = renderInProvider(
    <ThreadPane label="Atlas" composer={<Composer onSend={() => undefined} />}>
      <MessageList messages={[sampleMessage(ada, 'Hi')]} userId={ada.userId} />
    </ThreadPane>,
    { style: { inlineSize: '1400px', blockSize: '400px' } },
  );
  const box = (part: string): DOMRect | undefined =>
    container.querySelector(`[data-part='${part}']`)?.getBoundingClientRect();
  expect(box('message')?.width).toBe(920);
  expect(box('composer-field')?.left).toBe(box('message')?.left);
  expect(box('composer-field')?.right).toBe(box('message')?.right);
});

it('shows one pane below that: the list, or the open thread with a way back', () => {
  expect(show(719, false)).toMatchObject({ list: true, thread: false });
  cleanup();
  expect(show(719, true)).toMatchObject({ list: false, thread: true, back: true });
});
