import { expect, test, vi } from 'vitest';
import { writeHttpAnswer } from '../../test-support/fault-proxy/http-answer.ts';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { createNetworkScene } from '../../test-support/network-scene.ts';

const patience = { timeout: 10_000, interval: 20 };

test.each([
  ['whose name nobody knows', () => 'http://nowhere.invalid'],
  ['that does not speak TLS', (endpoint: string) => endpoint.replace('http', 'https')],
  ['where nobody listens', () => 'http://127.0.0.1:9'],
])(
  'a message that is written while the way leads to an address %s is sent once the way is right again',
  { timeout: 20_000 },
  async (_address, wrongAddress) => {
    const clock = createHurriedClock(10);
    const { ada, grace, threadId, stored } = await createNetworkScene({ clock });
    ada.reroute(wrongAddress(ada.proxy.endpoint));
    ada.proxy.cut();
    await ada.become('reconnecting');
    const { settled } = ada.session.send(threadId, { content: 'From nowhere' });
    expect(ada.texts()).toEqual(['From nowhere']);
    // Time for some attempts.
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 10_000));
    expect(ada.rows()[0]?.sendState).not.toBe('failed');
    ada.reroute(undefined);
    await settled;
    await vi.waitFor(() => expect(grace.texts()).toEqual(['From nowhere']), patience);
    expect(await stored()).toEqual(['From nowhere']);
    await ada.become('live');
  },
);

test(
  'an answer that comes byte by byte is not waited for without end, and the message is there once',
  { timeout: 20_000 },
  async () => {
    const clock = createHurriedClock(10);
    const { ada, grace, threadId, stored } = await createNetworkScene({ clock });
    const slowly = { do: 'slow', bytesPerSecond: 1 } as const;
    ada.proxy.setFaults([{ ...slowly, match: /^POST .*\/messages\?/, times: 1 }]);
    const start = performance.now();
    // The request itself would take many minutes.
    await ada.session.send(threadId, { content: 'Slowly' }).settled;
    expect(performance.now() - start).toBeLessThan(10_000);
    await vi.waitFor(() => expect(grace.texts()).toEqual(['Slowly']), patience);
    expect(ada.mostDoubles()).toBe(1);
    expect(await stored()).toEqual(['Slowly']);
  },
);

test('over a network that tears everything into pieces of three bytes, everything arrives', async () => {
  const { ada, grace, threadId } = await createNetworkScene();
  ada.proxy.setFaults([{ do: 'slow', sliceBytes: 3 }]);
  ada.proxy.cut();
  await ada.become('reconnecting');
  await ada.become('live');
  await ada.session.send(threadId, { content: 'Grüße 😀' }).settled;
  await grace.session.send(threadId, { content: 'Zurück 😀' }).settled;
  const expected = ['Grüße 😀', 'Zurück 😀'];
  await vi.waitFor(() => expect(ada.texts()).toEqual(expected), patience);
  await vi.waitFor(() => expect(grace.texts()).toEqual(expected), patience);
});

test(
  'the page of a hotel that answers everything is shown to nobody and believed in nothing',
  { timeout: 20_000 },
  async () => {
    const clock = createHurriedClock(10);
    const { ada, grace, threadId, stored } = await createNetworkScene({ clock });
    await grace.session.send(threadId, { content: 'Before' }).settled;
    await vi.waitFor(() => expect(ada.texts()).toEqual(['Before']), patience);
    const response = writeHttpAnswer(200, '<html>Welcome to our hotel</html>', {
      'content-type': 'text/html',
    });
    ada.proxy.setFaults([{ do: 'answer', response }]);
    ada.proxy.cut();
    await ada.become('reconnecting');
    const { settled } = ada.session.send(threadId, { content: 'From the hotel' });
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 10_000));
    expect(ada.texts()).toEqual(['Before', 'From the hotel']);
    expect(ada.rows()[1]?.sendState).not.toBe('failed');
    ada.proxy.setFaults([]);
    // Connections on which the hotel has answered lead nowhere.
    ada.proxy.cut();
    await settled;
    await vi.waitFor(() => expect(grace.texts()).toEqual(['Before', 'From the hotel']), patience);
    expect(await stored()).toEqual(['Before', 'From the hotel']);
  },
);
