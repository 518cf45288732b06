import { setFrozen, test } from '../harness/session-freeze.ts';
import { expect } from '../harness/session-fixtures.ts';
import { holdSends, withoutMessageEvents } from '../harness/session-network.ts';

test('when the sending tab is frozen in the middle of a request, another one takes over and nothing is doubled', async ({
  service,
  openTab,
}) => {
  const first = await openTab();
  await first.live();
  const second = await openTab({ beside: first });
  await second.live();
  service.setFaults(withoutMessageEvents);
  const held = await holdSends(first.page, { reachService: true });
  await second.send('whole');
  await held.first;
  await second.send('next');
  // Browsers do not freeze a page that is in the middle of reading what is stored.
  await expect.poll(() => first.texts()).toEqual(['whole', 'next']);
  await setFrozen(first.page, true);

  await second.shows(['whole', 'next']);
  await expect.poll(() => second.outcomes()).toEqual({ whole: 'sent', next: 'sent' });
  expect(await service.texts()).toEqual(['whole', 'next']);
});

test('a tab that was frozen while it sent shows what the other tab made of it', async ({
  service,
  openTab,
}) => {
  const first = await openTab();
  await first.live();
  const second = await openTab({ beside: first });
  await second.live();
  const held = await holdSends(first.page, { reachService: false });
  await first.send('mine');
  await held.first;
  await setFrozen(first.page, true);
  await second.shows(['mine']);
  await second.send('yours');
  await second.shows(['mine', 'yours']);
  await setFrozen(first.page, false);

  await first.shows(['mine', 'yours']);
  await expect.poll(() => first.outcomes()).toEqual({ mine: 'sent' });
  expect(await service.texts()).toEqual(['mine', 'yours']);
});
