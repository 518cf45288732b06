import type { ConnectionStatus } from '@confab/chat-core/model';
import type { ChatEvent } from '@confab/chat-core/session';
import type { BannerStatus } from '../states/banner-text.ts';

/** What there is to say about the connection. */
export interface ConnectionNotice {
  /** What a banner shows; `undefined`: nothing. */
  readonly status: BannerStatus | undefined;
  /** Messages that had waited for the connection and went out when it was back; for `restored`. */
  readonly sentCount: number;
}

/** There is nothing to say. */
export const quietNotice: ConnectionNotice = { status: undefined, sentCount: 0 };

/** Most losses are over before anybody has to know. */
export const lossDelayMs = 2000;

/** So long it is told that the connection is back. */
export const restoredMs = 5000;

/**
 * Follows a session's events and tells what to say about its connection: a loss once it has lasted, an end of the sign-in at once, and for a
 * few seconds that a loss that was told is over. Returns what ends it.
 */
export function watchConnection(
  subscribe: (listener: (batch: readonly ChatEvent[]) => void) => () => void,
  tell: (notice: ConnectionNotice) => void,
): () => void {
  // A session that nobody has started says nothing.
  let status: ConnectionStatus = 'stopped';
  let stage: 'well' | 'lost' | 'told' | 'restored' = 'well';
  let wasConnected = false;
  let hasEnded = false;
  let sentCount = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<string>();
  let told = quietNotice;

  function publish(): void {
    const shown: BannerStatus | undefined =
      stage === 'restored' ? 'restored' : stage === 'told' ? status : undefined;
    const next = shown === undefined || hasEnded ? quietNotice : { status: shown, sentCount };
    if (next.status === told.status && next.sentCount === told.sentCount) return;
    told = next;
    tell(next);
  }

  function enter(next: typeof stage, then?: typeof stage, afterMs?: number): void {
    clearTimeout(timer);
    stage = next;
    if (then === undefined) return;
    timer = setTimeout(() => {
      enter(then);
      publish();
    }, afterMs);
  }

  function setStatus(next: ConnectionStatus): void {
    status = next;
    const isLost = stage === 'lost' || stage === 'told';
    if (next === 'auth-blocked') enter('told');
    else if (next === 'offline' || next === 'reconnecting' || next === 'stopped') {
      if (isLost) return;
      sentCount = 0;
      enter('lost', 'told', lossDelayMs);
    } else if (next === 'live' || next === 'degraded') {
      wasConnected = true;
      if (stage === 'told') enter('restored', 'well', restoredMs);
      else if (stage === 'lost') enter('well');
    } else if (isLost && !wasConnected) enter('well');
  }

  function note(event: ChatEvent): void {
    if (event.type === 'connection-changed') setStatus(event.status);
    else if (event.type === 'session-ended') hasEnded = true;
    else if (event.type === 'outgoing-removed') waiting.delete(event.clientMessageId);
    else if (event.type === 'outgoing-changed') {
      const { clientMessageId, sendState, waitsFor } = event;
      if (waitsFor === 'network' || waitsFor === 'sign-in') waiting.add(clientMessageId);
      if (sendState === 'sent' && waiting.delete(clientMessageId)) sentCount += 1;
      if (sendState === 'failed') waiting.delete(clientMessageId);
    }
  }

  setStatus('stopped');
  const unsubscribe = subscribe((batch) => {
    for (const event of batch) note(event);
    publish();
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
