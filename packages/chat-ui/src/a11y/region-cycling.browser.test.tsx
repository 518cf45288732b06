import { cleanup, screen } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Composer } from '../composer/Composer.tsx';
import { ChatLayout } from '../layout/ChatLayout.tsx';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { MessageList } from '../list/MessageList.tsx';
import { Dialog } from '../overlay/Dialog.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, everybody, grace, sampleMessage } from '../test-support/sample-messages.ts';
import { laterChunk } from '../later/later-chunk.ts';
import '../styles/styles.css';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { ThreadList } from '../thread-list/ThreadList.tsx';
import { useRegionCycling } from './use-region-cycling.ts';

function App({ isOn }: { readonly isOn?: boolean }): ReactNode {
  useRegionCycling(isOn);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <ChatLayout
        selected
        list={<ThreadList threads={[{ id: 'a', topic: 'Atlas', isSelected: true }]} />}
        thread={
          <ThreadPane
            label="Atlas"
            header={
              <ThreadHeader
                topic="Atlas"
                participants={everybody}
                actions={<button onClick={() => setIsAsking(true)}>Ask</button>}
              />
            }
            composer={<Composer onSend={() => undefined} />}
          >
            <MessageList messages={[sampleMessage(grace, 'Hello')]} userId={ada.userId} />
          </ThreadPane>
        }
      />
      {isAsking && (
        <Dialog title="Sure?" onClose={() => setIsAsking(false)}>
          <button>Yes</button>
        </Dialog>
      )}
    </>
  );
}

async function show(isOn?: boolean, inlineSize = '900px'): Promise<void> {
  renderInProvider(<App {...(isOn !== undefined && { isOn })} />, {
    style: { inlineSize, blockSize: '500px' },
  });
  // Its code is loaded when it is turned on.
  await laterChunk.load();
}

/** Which region has the focus. */
const region = (): string | undefined => {
  const around = document.activeElement?.closest(
    '[data-part="thread-list"], [data-part="scroller"], [data-part="composer"], [role="dialog"]',
  );
  return around?.getAttribute('data-part') ?? undefined;
};

async function pressed(key: string, times: number): Promise<(string | undefined)[]> {
  const visited: (string | undefined)[] = [];
  for (let count = 0; count < times; count += 1) {
    await userEvent.keyboard(key);
    visited.push(region());
  }
  return visited;
}

beforeEach(() => page.viewport(1000, 700));
afterEach(cleanup);

it('F6 goes from the threads to the messages, to the composer and around, Shift+F6 the other way', async () => {
  await show();
  screen.getByRole('searchbox').focus();
  expect(await pressed('{F6}', 4)).toEqual(['scroller', 'composer', 'thread-list', 'scroller']);
  expect(await pressed('{Shift>}{F6}{/Shift}', 3)).toEqual(['thread-list', 'composer', 'scroller']);
});

it('F6 goes on from between two regions', async () => {
  await show();
  screen.getByRole('button', { name: 'Ask' }).focus();
  expect(await pressed('{F6}', 1)).toEqual(['scroller']);
  screen.getByRole('button', { name: 'Ask' }).focus();
  expect(await pressed('{Shift>}{F6}{/Shift}', 1)).toEqual(['thread-list']);
});

it('leaves out what is not on screen', async () => {
  await show(true, '390px');
  screen.getByRole('textbox').focus();
  expect(await pressed('{F6}', 2)).toEqual(['scroller', 'composer']);
});

it('stays in an open dialog', async () => {
  await show();
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
  const yes = await screen.findByRole('button', { name: 'Yes' });
  await expect.poll(() => document.activeElement?.closest('[role="dialog"]')).not.toBeNull();
  yes.focus();
  await userEvent.keyboard('{F6}');
  expect(document.activeElement).toBe(yes);
});

it('leaves the key alone when it is off', async () => {
  await show(false);
  const field = screen.getByRole('textbox');
  field.focus();
  await userEvent.keyboard('{F6}');
  expect(document.activeElement).toBe(field);
});
