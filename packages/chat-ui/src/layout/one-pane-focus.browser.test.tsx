import { cleanup, screen } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Composer } from '../composer/Composer.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { everybody } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { ThreadList } from '../thread-list/ThreadList.tsx';
import { ChatLayout } from './ChatLayout.tsx';
import { ThreadPane } from './ThreadPane.tsx';

const topics = ['Atlas', 'Budget', 'Coffee'];

function App({ canWrite }: { readonly canWrite: boolean }): ReactNode {
  const [open, setOpen] = useState<string>();
  const [gone, setGone] = useState<string>();
  const shown = topics.filter((topic) => topic !== gone);
  return (
    <ChatLayout
      selected={open !== undefined}
      selectedId={open}
      list={
        <ThreadList
          threads={shown.map((topic) => ({ id: topic, topic, isSelected: topic === open }))}
          onSelect={setOpen}
        />
      }
      thread={
        open !== undefined && (
          <ThreadPane
            label={open}
            header={
              <ThreadHeader
                topic={open}
                participants={everybody}
                onBack={() => setOpen(undefined)}
                actions={
                  <button
                    onClick={() => {
                      setGone(open);
                      setOpen(undefined);
                    }}
                  >
                    Delete
                  </button>
                }
              />
            }
            composer={canWrite && <Composer autoFocus onSend={() => undefined} />}
          >
            <p>Messages</p>
          </ThreadPane>
        )
      }
    />
  );
}

const show = (canWrite: boolean, inlineSize = '390px'): void => {
  renderInProvider(<App canWrite={canWrite} />, { style: { inlineSize, blockSize: '600px' } });
};
const focused = (): string | null | undefined =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
const row = (topic: string): HTMLElement =>
  screen.getByRole('button', { name: new RegExp(`^${topic}`, 'u') });

beforeEach(() => page.viewport(1000, 700));
afterEach(cleanup);

describe('where only one pane fits', () => {
  it('opening a thread gives the focus to the composer, and going back to the row of the thread', async () => {
    show(true);
    row('Atlas').focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(focused()).toBe('Write a message');
    await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
    expect(document.activeElement).toBe(row('Budget'));
  });

  it('the way back has the focus where there is no composer to take it, as on a touch screen', async () => {
    show(false);
    row('Coffee').focus();
    await userEvent.keyboard('{Enter}');
    expect(focused()).toBe('Back to chats');
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(row('Coffee'));
  });

  it('a row is focused also when that of the thread is gone', async () => {
    show(true);
    row('Atlas').focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    expect(document.activeElement).toBe(row('Budget'));
  });
});

it('where both fit, the focus stays on the row', async () => {
  show(false, '900px');
  row('Atlas').focus();
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(row('Atlas'));
});
