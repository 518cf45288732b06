import { expect, test, vi } from 'vitest';
import { createNetworkScene } from '../../test-support/network-scene.ts';

/** What a screen of messages was before somebody went away, and what was said meanwhile. */
const missed = 5_000;

test(
  'after a long absence the gap is told, what was on screen stays until it is asked for, and the newest messages and all before them can be read',
  { timeout: 90_000 },
  async () => {
    const { ada, grace, threadId, direct } = await createNetworkScene();
    await grace.session.send(threadId, { content: 'Before' }).settled;
    await vi.waitFor(() => expect(ada.texts()).toEqual(['Before']));
    await ada.session.stop();
    await grace.session.stop();
    const thread = direct.getChatThreadClient(threadId);
    for (let sent = 0; sent < missed; sent += 1) {
      await thread.sendMessage({ content: `Message ${sent}` });
    }
    ada.session.start();
    await ada.become('live');
    await vi.waitFor(() => expect(ada.thread().hasGap).toBe(true));
    expect(ada.texts()).toEqual(['Before']);
    // What comes now would stand beside the gap, as if nothing were missing.
    await thread.sendMessage({ content: 'Newest' });

    const { olderCursor } = await ada.session.jumpToLatest(threadId);
    expect(ada.thread().hasGap).toBe(false);
    expect(ada.texts().at(-1)).toBe('Newest');
    expect(ada.texts()).not.toContain('Before');
    const newest = ada.texts().length;
    expect(numbersOf(ada.texts().slice(0, -1))).toEqual(countUpTo(missed - 1, newest - 1));
    let cursor: string | null = olderCursor;
    let paged = 0;
    for (let page = 0; page < 3 && cursor !== null; page += 1) {
      const older = await ada.session.loadMessages(threadId, { cursor });
      paged += older.count;
      cursor = older.olderCursor;
    }
    expect(paged).toBeGreaterThanOrEqual(150);
    const texts = ada.texts();
    expect(texts).toHaveLength(newest + paged);
    expect(numbersOf(texts.slice(0, -1))).toEqual(countUpTo(missed - 1, texts.length - 1));
    // What is kept is what was asked for, not what was missed.
    expect(ada.thread().rows.size).toBeLessThan(1_000);
  },
);

function numbersOf(texts: readonly string[]): number[] {
  return texts.map((text) => Number(text.split(' ')[1]));
}

/** So many numbers in a row, of which this is the last. */
function countUpTo(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => last - count + 1 + index);
}
