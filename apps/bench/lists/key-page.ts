import type { KeyReading } from './connected-contract.ts';

/** What a page with a field offers to the driver, as `globalThis.keyPage`. */
export interface KeyPage {
  /** Notes from now on what every letter costs. */
  watch(): void;
  /** What was noted since the last call. */
  take(): readonly KeyReading[];
}

let readings: KeyReading[] = [];
let pressedAt: number | undefined;

/**
 * Times every letter that is typed, from when the browser process heard of the key until the page's main thread is done with
 * the frame that shows it. The frame's last callback posts a message, whose task cannot run before the frame's style, layout
 * and paint are over. What the compositor and the screen do then is not the page's work and not in it.
 *
 * From the end of the input event to the beginning of its frame, by the frame's own clock, nothing has to be done for the
 * letter: that wait is up to the screen and is told apart. Chromium often begins the frame at once; there is no wait then.
 */
export const keyPage: KeyPage = {
  watch() {
    document.addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), true);
    document.addEventListener('input', ({ timeStamp }) => {
      const begin = pressedAt ?? timeStamp;
      pressedAt = undefined;
      // A microtask runs when every listener of the event is done.
      queueMicrotask(() => {
        const handledAt = performance.now();
        requestAnimationFrame((frameAt) => {
          const wait = Math.max(0, frameAt - handledAt);
          afterFrame((now) => readings.push({ toPaint: now - begin, wait }));
        });
      });
    });
  },
  take() {
    const taken = readings;
    readings = [];
    return taken;
  },
};
Object.assign(globalThis, { keyPage });

/** Runs in the first task after the present frame. */
function afterFrame(then: (now: number) => void): void {
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', () => {
    then(performance.now());
    channel.port1.close();
  });
  channel.port1.start();
  channel.port2.postMessage(null);
}
