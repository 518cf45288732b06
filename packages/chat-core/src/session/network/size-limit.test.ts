import { expect, test, vi } from 'vitest';
import { createNetworkScene } from '../../test-support/network-scene.ts';

test('what is longer than a message may be is refused before it is sent, and the rest goes on', async () => {
  const { ada, grace, threadId, stored } = await createNetworkScene();
  const before = ada.requests.length;
  for (const content of ['x'.repeat(28_001), '😀'.repeat(28_000), `${'x'.repeat(27_999)}ä`]) {
    expect(() => ada.session.send(threadId, { content })).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  }
  expect(ada.rows()).toEqual([]);
  expect(ada.requests).toHaveLength(before);
  // The client message id travels beside the text.
  const longest = 'x'.repeat(27_900);
  await ada.session.send(threadId, { content: longest }).settled;
  await vi.waitFor(() => expect(grace.texts()).toEqual([longest]));
  expect(await stored()).toEqual([longest]);
});
