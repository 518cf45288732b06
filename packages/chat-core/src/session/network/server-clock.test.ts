import { expect, test, vi } from 'vitest';
import { createNetworkScene } from '../../test-support/network-scene.ts';

const isRising = (numbers: readonly bigint[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number));

test('the clock of the service steps back by ten seconds: ids and versions still rise, and everybody shows the order in which it was said', async () => {
  let offsetMs = 0;
  const { ada, grace, threadId, stored } = await createNetworkScene({
    serve: { clock: { now: () => Date.now() + offsetMs } },
  });
  const texts = ['One', 'Two', 'Three', 'Four'];
  for (const [index, content] of texts.entries()) {
    if (index === 2) offsetMs = -10_000;
    const speaker = index % 2 === 0 ? ada : grace;
    await speaker.session.send(threadId, { content }).settled;
  }
  await ada.session.edit(threadId, ada.rows()[0]?.id ?? '', { content: 'One, edited' });
  const expected = ['One, edited', 'Two', 'Three', 'Four'];
  for (const person of [ada, grace]) {
    await vi.waitFor(() => expect(person.texts()).toEqual(expected));
    expect(isRising(person.rows().map(({ id = '' }) => BigInt(id)))).toBe(true);
    const [edited, ...others] = person.rows().map(({ version = '' }) => BigInt(version));
    expect(isRising([...others, edited ?? 0n])).toBe(true);
    expect(person.mostDoubles()).toBe(1);
  }
  expect(await stored()).toEqual(expected);
});
