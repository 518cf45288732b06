import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { MeasuredList } from './test-support/measured-list.tsx';

let scene: ChatScene;
let observer: MutationObserver;
/** The most rows that said the same in any commit. */
let most = 0;

beforeEach(async () => {
  scene = await createChatScene(['Before']);
  scene.renderAsAda(<MeasuredList threadId={scene.threadId} />);
  await screen.findByText('Before');
  await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
  most = 0;
  observer = new MutationObserver(() => {
    most = Math.max(most, screen.queryAllByText('Mine').length);
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
});

afterEach(async () => {
  observer.disconnect();
  cleanup();
  await scene.end();
});

/** Sends, and gives the row that is on screen in the same frame. */
function sendMine(): { readonly row: HTMLElement; readonly settled: Promise<string> } {
  let settled = Promise.resolve('');
  act(() => {
    ({ settled } = scene.ada.send(scene.threadId, { content: 'Mine' }));
  });
  return { row: screen.getByText('Mine'), settled };
}

/** The row of one message is one DOM node from the first frame on, whatever came first. */
async function expectOneRow(row: HTMLElement): Promise<void> {
  await waitFor(() => expect(row.dataset.status).toBe('sent'));
  expect(screen.getByText('Mine')).toBe(row);
  expect(most).toBe(1);
}

test('a row keeps its DOM node when the answer comes, and the event', async () => {
  const { row, settled } = sendMine();
  await act(() => settled);
  await expectOneRow(row);
});

test('a row keeps its DOM node when the event comes before the answer', async () => {
  scene.service.setFaults({
    rules: [{ where: 'rest', operations: ['sendMessage'], fault: 'delay-response', ms: 400 }],
  });
  const { row, settled } = sendMine();
  await waitFor(() => expect(row.dataset.status).toBe('sent'));
  await act(() => settled);
  await expectOneRow(row);
});

test('a row keeps its DOM node when the answer is lost', async () => {
  scene.service.setFaults({
    rules: [{ where: 'rest', operations: ['sendMessage'], fault: 'lose-response', times: 1 }],
  });
  const { row, settled } = sendMine();
  await act(() => settled);
  await expectOneRow(row);
});
