'use client';

import type { Message } from '@confab/chat-core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLatest } from '../use-latest.ts';
import { useUnseenMessages } from './use-unseen-messages.ts';

/** Options of {@link useMessageSound}. */
export interface MessageSoundOptions {
  /** Off unless this is true: let the user choose it. */
  readonly enabled?: boolean | undefined;
  /** Address of a sound of this app, such as `/pling.mp3`. */
  readonly src?: string | undefined;
  /** Plays a sound in another way. Rejects when the browser does not let it. */
  readonly play?: (() => Promise<unknown>) | undefined;
  /** Whether a message is worth a sound. Default: each. */
  readonly filter?: ((message: Message) => boolean) | undefined;
}

/** What {@link useMessageSound} returns. */
export interface UseMessageSound {
  /** The browser has not let the last sound play: it wants the user to press something in the page first. */
  readonly isBlocked: boolean;
  /** Plays the sound now, as a proof, or in the press of a button to be allowed to from then on. It never rejects. */
  readonly test: () => Promise<void>;
}

/** No more than one sound in this time, ms. */
const pauseMs = 1000;

/**
 * Plays a sound when somebody else has written: for messages that come now, not for those that are caught up with page by page, edited or
 * deleted; quiet while the user looks at a page of the chat.
 *
 * @example
 * const { isBlocked } = useMessageSound({ enabled: settings.sound, src: '/pling.mp3' });
 */
export function useMessageSound(options: MessageSoundOptions): UseMessageSound {
  const { enabled = false, src } = options;
  const latest = useLatest(options);
  const [isBlocked, setIsBlocked] = useState(false);
  const player = useMemo(() => createPlayer(src), [src]);
  useEffect(() => player.stop, [player]);

  const playedAt = useRef(Number.NEGATIVE_INFINITY);
  const test = useMemo(
    () => async (): Promise<void> => {
      try {
        await (latest.current?.play ?? player.play)();
        setIsBlocked(false);
      } catch {
        setIsBlocked(true);
      }
    },
    [latest, player],
  );
  const onMessage = (message: Message): void => {
    const now = performance.now();
    if (options.filter?.(message) === false || now - playedAt.current < pauseMs) return;
    playedAt.current = now;
    void test();
  };
  useUnseenMessages(enabled ? onMessage : undefined);
  return { isBlocked, test };
}

/** Loads the sound with its first play. */
function createPlayer(src: string | undefined): { play(): Promise<void>; stop(): void } {
  let audio: HTMLAudioElement | undefined;
  return {
    async play() {
      if (src === undefined) return;
      audio ??= new Audio(src);
      audio.currentTime = 0;
      await audio.play();
    },
    stop() {
      audio?.pause();
      audio = undefined;
    },
  };
}
