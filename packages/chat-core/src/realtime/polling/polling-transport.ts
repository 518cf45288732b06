import type { ChatClientError } from '../../errors.ts';
import type { RealTimeNotificationDisconnectedEvent } from '../../events.ts';
import type { CommunicationIdentifierKind } from '../../model/identifiers.ts';
import type { TimerHandle } from '../../platform/clock.ts';
import type { TransportInit } from '../open-transport.ts';
import type { RealtimeTransport } from '../realtime-transport.ts';
import type { SharedParts } from '../shared-parts.ts';
import { createChatPoller, type ChatPoller } from './chat-poller.ts';

/** Milliseconds from the end of a poll to the next. */
const defaultIntervalMs = 5_000;
const shortestIntervalMs = 1_000;
const longestIntervalMs = 3_600_000;
/** Longest wait after polls that failed, in milliseconds, unless the service asks for a longer one. */
const longestBackoffMs = 60_000;

/**
 * Creates the transport that reads lists again and again. It is connected while polls succeed, and tries again after one that failed.
 * With an interval out of bounds its start rejects with the code `invalid-argument`.
 */
export function createPollingTransport(
  { rest, options, source, observer }: TransportInit,
  parts: SharedParts,
): RealtimeTransport {
  const { clock, random, tokens } = rest;
  const { backoffMs, createStartError, isChatClientError } = parts;
  const { pageLifecycle = parts.systemPageLifecycle } = options;
  const intervalMs = options.realtime?.polling?.intervalMs ?? defaultIntervalMs;
  const first = parts.createStartOutcome();
  const abort = new AbortController();
  let poller: ChatPoller | undefined;
  let timer: TimerHandle;
  let isWaiting = false;
  let isConnected = false;
  let hasConnected = false;
  let failures = 0;
  /** The service asked not to be asked before, in milliseconds since 1970. */
  let refusedUntil = 0;
  let unlisten = (): void => {};

  async function poll(): Promise<void> {
    clock.clearTimeout(timer);
    isWaiting = false;
    try {
      poller ??= await createPoller();
      const isWhole = await poller.poll(abort.signal);
      if (abort.signal.aborted) return;
      failures = 0;
      refusedUntil = 0;
      if (!isWhole) disconnect('More happened than polling reads at once.');
      connect();
      pollLater(intervalMs);
    } catch (error) {
      if (abort.signal.aborted) return;
      onFailure(error);
    }
  }

  async function createPoller(): Promise<ChatPoller> {
    return createChatPoller({
      source,
      parts,
      user: createUser(readUserId(await tokens.getToken())),
      now: () => clock.now(),
      onEvent: (event) => {
        if (!abort.signal.aborted) observer.onEvent(event);
      },
    });
  }

  function connect(): void {
    if (isConnected) return;
    isConnected = true;
    hasConnected = true;
    first.resolve();
    // What happened before a loss may be more than the next poll reads.
    observer.onConnected(false);
  }

  function disconnect(message: string): void {
    if (isConnected) observer.onDisconnected({ reason: 'network', message });
    isConnected = false;
  }

  function onFailure(error: unknown): void {
    const known = isChatClientError(error) ? error : undefined;
    disconnect('The lists could not be read.');
    if (known?.statusCode === 401 || (known?.code === 'token' && !known.retryable)) {
      giveUp('unauthorized', known);
      return;
    }
    // A start that cannot succeed is told; what had been well comes back, whatever a proxy answers for a while.
    if (!hasConnected && known?.retryable === false) {
      giveUp('unavailable', known);
      return;
    }
    const wait = backoffMs(failures, random.next(), { capMs: longestBackoffMs });
    failures += 1;
    const refusedMs = known?.retryAfterMs ?? 0;
    refusedUntil = clock.now() + refusedMs;
    pollLater(Math.max(wait, refusedMs));
  }

  function pollLater(delayMs: number): void {
    isWaiting = true;
    timer = clock.setTimeout(() => void poll(), delayMs);
  }

  function pollNow(): void {
    if (!isWaiting || clock.now() < refusedUntil) return;
    if (pageLifecycle.isOnline() && pageLifecycle.isVisible()) void poll();
  }

  function finish(): void {
    abort.abort();
    isWaiting = false;
    clock.clearTimeout(timer);
    unlisten();
  }

  function giveUp(
    reason: RealTimeNotificationDisconnectedEvent['reason'],
    error: ChatClientError,
  ): void {
    finish();
    if (!first.reject(error)) observer.onDisconnected({ reason, message: error.message });
  }

  return {
    start() {
      if (!(intervalMs >= shortestIntervalMs && intervalMs <= longestIntervalMs)) {
        const happened = `\`realtime.polling.intervalMs\` is ${intervalMs}, which polling cannot keep.`;
        const advice = `Pass milliseconds from ${shortestIntervalMs} to ${longestIntervalMs}.`;
        giveUp('unavailable', createStartError('invalid-argument', happened, advice));
        return first.promise;
      }
      const ends = [
        pageLifecycle.onOnlineChange(pollNow),
        pageLifecycle.onVisibilityChange(pollNow),
      ];
      unlisten = () => {
        for (const end of ends) end();
      };
      void poll();
      return first.promise;
    },
    stop() {
      if (abort.signal.aborted) return;
      finish();
      first.reject(createStartError('aborted'));
    },
  };
}

/**
 * Only for events to say whom they reached, so the rarer kinds of users need not be told apart. `createIdentifierFromRawId` would tell them,
 * but imported here it becomes part of what every page loads first, 500 bytes more.
 */
function createUser(rawId: string): CommunicationIdentifierKind {
  return /^8:((gcch|dod)-)?acs:/.test(rawId)
    ? { kind: 'communicationUser', communicationUserId: rawId }
    : { kind: 'unknown', id: rawId };
}

/** Whose token it is, as Azure writes it into its tokens. */
function readUserId(token: string): string {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims === 'object' && claims !== null && 'skypeid' in claims) {
      return `8:${String(claims.skypeid)}`;
    }
  } catch {
    // Not a token of Azure's kind.
  }
  return '';
}
