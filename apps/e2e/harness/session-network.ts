import type { ChatFaults } from '@confab/chat-server';
import type { BrowserContext, Page, Request, Route } from '@playwright/test';

/** Paths of the service, for routes and for requests. */
export const paths = {
  messages: /\/chat\/threads\/[^/]+\/messages(\?|$)/,
  receipts: /\/chat\/threads\/[^/]+\/readReceipts(\?|$)/,
  all: /\/chat\//,
} as const;

/** No event tells of a message: whoever wants to know of it has to ask. */
export const withoutMessageEvents: ChatFaults = {
  rules: [{ where: 'realtime', fault: 'drop', events: ['chatMessageReceived'] }],
};

/** Sends of a page that nobody answers. */
export interface HeldSends {
  /** Resolves when the first of them is held, and stored where it was to reach the service. */
  readonly first: Promise<void>;
  /** Lets further sends pass. Those that are held stay so. */
  release(): void;
}

/** From now on no send of this page is answered. With `reachService` the service gets and stores each, and only its answer is lost. */
export async function holdSends(
  page: Page,
  { reachService }: { readonly reachService: boolean },
): Promise<HeldSends> {
  let told = (): void => {};
  const first = new Promise<void>((resolve) => (told = resolve));
  let isHolding = true;
  await page.route(paths.messages, async (route) => {
    if (!isHolding || route.request().method() !== 'POST') return await route.fallback();
    if (reachService) await route.fetch();
    told();
  });
  return {
    first,
    // Without a route the browser would let the held ones go on.
    release: () => void (isHolding = false),
  };
}

/** Makes all requests of a page to the service fail as without a network. Resolves to what ends that. */
export async function cutOff(page: Page): Promise<() => Promise<void>> {
  const fail = (route: Route): Promise<void> => route.abort('internetdisconnected');
  await page.route(paths.all, fail);
  return () => page.unroute(paths.all, fail);
}

/** Collects requests of all tabs of a profile with this method and path. */
export function watchRequests(context: BrowserContext, method: string, path: RegExp): Request[] {
  const seen: Request[] = [];
  context.on('request', (request) => {
    if (request.method() === method && path.test(request.url())) seen.push(request);
  });
  return seen;
}

/**
 * Puts a page between the profile and the service that answers everything with a page of its own, as the network of a hotel does.
 * Resolves to what ends that.
 */
export async function enterCaptivePortal(page: Page): Promise<() => Promise<void>> {
  const answer = (route: Route): Promise<void> =>
    route.fulfill({
      status: 200,
      contentType: 'text/html',
      headers: { 'access-control-allow-origin': '*' },
      body: '<!doctype html><title>Welcome</title><p>Please accept the terms of our network.',
    });
  await page.route(paths.all, answer);
  return () => page.unroute(paths.all, answer);
}
