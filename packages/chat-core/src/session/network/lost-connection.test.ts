import { expect, test, vi } from 'vitest';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { createNetworkScene, type NetworkScene } from '../../test-support/network-scene.ts';

const patience = { timeout: 8_000, interval: 20 };

/** Sends as Grace, one after the other, and waits until Ada shows them. */
async function say({ grace, ada, threadId }: NetworkScene, texts: readonly string[]) {
  for (const content of texts) await grace.session.send(threadId, { content }).settled;
  await vi.waitFor(() => expect(ada.texts()).toEqual(texts), patience);
}

/** Ids by text, as Ada shows them. */
function idOf({ ada }: NetworkScene, text: string): string {
  return ada.rows().find(({ content }) => content === text)?.id ?? '';
}

test(
  'what was said, edited and deleted while the connection was gone shows within two seconds after it is back',
  { timeout: 30_000 },
  async () => {
    const scene = await createNetworkScene({ canResume: false });
    const { ada, grace, threadId } = scene;
    await say(scene, ['One', 'Two', 'Three']);
    const [one, two] = [idOf(scene, 'One'), idOf(scene, 'Two')];
    ada.proxy.setFaults([{ do: 'refuse' }]);
    ada.proxy.cut();
    await ada.become('reconnecting');
    for (const content of ['Four', 'Five', 'Six'])
      await grace.session.send(threadId, { content }).settled;
    await grace.session.edit(threadId, one, { content: 'One, edited' });
    await grace.session.remove(threadId, two);
    const expected = ['One, edited', 'Three', 'Four', 'Five', 'Six'];
    let backAt = Infinity;
    let shownAt = Infinity;
    ada.session.subscribe((batch) => {
      const now = performance.now();
      const isBack = batch.some((event) => 'status' in event && event.status === 'syncing');
      if (isBack) backAt = Math.min(backAt, now);
      if (ada.texts().join() === expected.join()) shownAt = Math.min(shownAt, now);
    });
    ada.proxy.setFaults([]);
    await vi.waitFor(() => expect(shownAt).toBeLessThan(Infinity), { timeout: 20_000 });
    await ada.become('live');
    expect(shownAt - backAt).toBeGreaterThan(0);
    expect(shownAt - backAt).toBeLessThan(2_000);
  },
);

test(
  'a connection over which nothing comes any more is found out after a minute of silence, and what was missed is there 15 seconds later',
  { timeout: 20_000 },
  async () => {
    // A minute takes three seconds. The service, whose pings come by the computer's time, would be silent for longer anyway.
    const haste = 20;
    const clock = createHurriedClock(haste);
    const scene = await createNetworkScene({
      clock,
      serve: {
        schedule: (callback, delayMs) => {
          const timer = setTimeout(callback, delayMs / haste);
          return () => clearTimeout(timer);
        },
      },
    });
    const { ada, grace, threadId } = scene;
    await say(scene, ['One']);
    ada.proxy.freeze('sockets');
    await grace.session.send(threadId, { content: 'Two' }).settled;
    const start = performance.now();
    await vi.waitFor(() => expect(ada.texts()).toEqual(['One', 'Two']), {
      timeout: 10_000,
      interval: 20,
    });
    // The rest is the first wait before it connects again, and what a busy machine takes, times twenty.
    expect((performance.now() - start) * haste).toBeLessThan(75_000);
    await ada.become('live');
  },
);

const everyEvent = /"type":"event"/;

test(
  'a fifth of the events is lost on a connection that seems to be well, and everything shows within 72 seconds',
  { timeout: 20_000 },
  async () => {
    const haste = 20;
    const scene = await createNetworkScene({ clock: createHurriedClock(haste) });
    const { ada, grace, threadId } = scene;
    await say(scene, ['One', 'Two']);
    const one = idOf(scene, 'One');
    ada.proxy.setFaults([{ do: 'drop-frame', match: everyEvent, probability: 0.2 }]);
    const texts = Array.from({ length: 20 }, (_, index) => `Message ${index}`);
    for (const content of texts) await grace.session.send(threadId, { content }).settled;
    ada.proxy.setFaults([{ do: 'drop-frame', match: everyEvent }]);
    await grace.session.edit(threadId, one, { content: 'One, edited' });
    await grace.session.send(threadId, { content: 'Last' }).settled;
    const start = performance.now();
    const expected = ['One, edited', 'Two', ...texts, 'Last'];
    await vi.waitFor(() => expect(ada.texts()).toEqual(expected), patience);
    expect((performance.now() - start) * haste).toBeLessThan(72_000);
  },
);

test(
  'a connection that turns out again and again to bring no events is replaced',
  { timeout: 20_000 },
  async () => {
    const clock = createHurriedClock(20);
    const scene = await createNetworkScene({
      clock,
      session: { reliability: { antiEntropyMs: 10_000 } },
    });
    const { ada, grace, threadId } = scene;
    const connects = (): number =>
      ada.requests.filter((request) => request.startsWith('GET /realtime')).length;
    expect(connects()).toBe(1);
    ada.proxy.setFaults([{ do: 'drop-frame', match: everyEvent }]);
    const texts: string[] = [];
    while (connects() === 1) {
      texts.push(`Message ${texts.length}`);
      await grace.session.send(threadId, { content: texts.at(-1) ?? '' }).settled;
      await vi.waitFor(() => expect(ada.texts()).toEqual(texts), patience);
    }
    // Three times what was said is found by reading; one more may be said before the connection goes.
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.length).toBeLessThanOrEqual(5);
    await ada.become('live');
  },
);
