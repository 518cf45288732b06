import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemPageLifecycle } from './page-lifecycle.ts';

let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('window', page);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['is shown or hidden', 'onVisibilityChange', 'visibilitychange'],
  ['comes back from the back/forward cache', 'onVisibilityChange', 'pageshow'],
  ['gets a network', 'onOnlineChange', 'online'],
  ['loses the network', 'onOnlineChange', 'offline'],
] as const)(
  'whoever listens hears when the page %s, until that is ended',
  (_what, listen, type) => {
    const listener = vi.fn();
    const stop = systemPageLifecycle[listen](listener);
    page.dispatchEvent(Object.assign(new Event(type), { persisted: true }));
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    page.dispatchEvent(new Event(type));
    expect(listener).toHaveBeenCalledTimes(1);
  },
);

test('the page says whether it is seen, and whether there is surely no network', () => {
  const read = (): boolean[] => [systemPageLifecycle.isVisible(), systemPageLifecycle.isOnline()];
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  vi.stubGlobal('navigator', { onLine: false });
  expect(read()).toEqual([false, false]);
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('navigator', { onLine: true });
  expect(read()).toEqual([true, true]);
});
