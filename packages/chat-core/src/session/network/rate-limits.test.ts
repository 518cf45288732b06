import { expect, test, vi } from 'vitest';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { createNetworkScene } from '../../test-support/network-scene.ts';

test(
  'twenty messages in a second, of which the service takes ten at once and then one in a second, all arrive in the order of typing',
  { timeout: 20_000 },
  async () => {
    // Both sides live five times as fast, so that half a minute of throttling takes six seconds.
    const clock = createHurriedClock(5);
    const { ada, grace, threadId, stored } = await createNetworkScene({
      clock,
      serve: { clock, rateLimits: 'acs' },
    });
    const waits = new Set<string>();
    ada.session.subscribe(() => {
      for (const { waitsFor = '' } of ada.rows()) waits.add(waitsFor);
    });
    const typed = Array.from({ length: 20 }, (_, index) => `Message ${index}`);
    const sends = typed.map((content) => ada.session.send(threadId, { content }).settled);
    await Promise.all(sends);
    expect(await stored()).toEqual(typed);
    await vi.waitFor(() => expect(grace.texts()).toEqual(typed), { timeout: 5_000 });
    expect(ada.texts()).toEqual(typed);
    expect(ada.mostDoubles()).toBe(1);
    // The person in front of the screen was told why it takes so long.
    expect(waits).toContain('rate-limit');
    // Whoever is told to wait waits: ten messages were late, and few of them asked more than twice.
    const posts = ada.requests.filter((request) => /^POST .*\/messages\?/.test(request));
    expect(posts.length).toBeLessThan(40);
  },
);
