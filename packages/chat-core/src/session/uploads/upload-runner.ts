import type { RandomSource } from '../../platform/random.ts';
import type { Waits } from '../outbox/waits.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { UploadRecord } from '../storage/session-database.ts';
import { isPassing } from './upload-errors.ts';
import { runAlone } from './upload-lock.ts';
import type { UploadTools } from './upload-tools.ts';
import type { UploadAttachment } from './uploads-contract.ts';

/** Uploads files, up to three at once, each in one tab only. */
export interface UploadRunner {
  /** Begins to upload a file, unless that has begun. */
  run(id: string): void;
  /** Ends the upload of a file. */
  stop(id: string): void;
  /** How far it is, 0 to 1; `undefined` when this tab is not at it. */
  progressOf(id: string): number | undefined;
  /** The network or the sign-in is back: what failed without it is tried again at once. */
  resume(): void;
  dispose(): void;
}

export interface UploadRunnerPorts {
  readonly random: RandomSource;
  readonly config: ReliabilityConfig;
  readonly waits: Waits;
  readonly tools: Pick<UploadTools, 'getRetryDelayMs'>;
  readonly store: UploadAttachment;
  isOnline(): boolean;
  /** What there is to upload; `undefined` when nothing is any more. */
  recordOf(id: string): UploadRecord | undefined;
  onProgress(): void;
  onStored(id: string, url: string): void;
  onFailed(id: string, error: unknown): void;
}

const mostAtOnce = 3;
/** Tries of a file that somebody still looks at in the composer. One whose message is sent is tried until it works. */
const mostTries = 4;

export function createUploadRunner(ports: UploadRunnerPorts): UploadRunner {
  const { random, config, waits, recordOf } = ports;
  const queue: string[] = [];
  const running = new Map<string, { readonly life: AbortController; progress?: number }>();
  let resumes = 0;

  function pump(): void {
    while (running.size < mostAtOnce) {
      const id = queue.shift();
      if (id === undefined) return;
      void upload(id);
    }
  }

  async function upload(id: string): Promise<void> {
    const life = new AbortController();
    const { signal } = life;
    running.set(id, { life });
    try {
      const url = await runAlone(`confab-upload:${id}`, signal, () => pursue(id, signal));
      if (url !== undefined) ports.onStored(id, url);
    } catch (error) {
      if (!signal.aborted) ports.onFailed(id, error);
    }
    if (running.get(id)?.life === life) running.delete(id);
    pump();
  }

  /** `undefined`: another tab has done it, or nobody wants it any more. */
  async function pursue(id: string, signal: AbortSignal): Promise<string | undefined> {
    const givenUp = whenEnded(signal);
    for (let failures = 0; ; failures += 1) {
      while (!signal.aborted && !ports.isOnline())
        await waits.until(() => signal.aborted || ports.isOnline(), config.offlineLookMs);
      const record = recordOf(id);
      if (signal.aborted || record === undefined || record.url !== undefined) return undefined;
      const before = resumes;
      try {
        setProgress(id, 0);
        const onProgress = (fraction: number): void => setProgress(id, fraction);
        const stored = ports.store(record, { signal, onProgress });
        return (await Promise.race([stored, givenUp])).url;
      } catch (error) {
        setProgress(id, undefined);
        const isLast = failures + 1 >= mostTries && recordOf(id)?.clientMessageId === undefined;
        if (signal.aborted || !isPassing(error) || (isLast && ports.isOnline())) throw error;
        const delayMs = ports.tools.getRetryDelayMs(
          error,
          failures,
          random,
          config,
          config.sendBackoff,
        );
        await waits.until(() => signal.aborted || resumes !== before, delayMs);
      }
    }
  }

  function setProgress(id: string, progress: number | undefined): void {
    const run = running.get(id);
    if (run === undefined) return;
    if (progress === undefined) delete run.progress;
    else run.progress = Math.min(1, Math.max(0, progress));
    ports.onProgress();
  }

  function stop(id: string): void {
    const index = queue.indexOf(id);
    if (index >= 0) queue.splice(index, 1);
    running.get(id)?.life.abort();
    running.delete(id);
    waits.recheck();
    pump();
  }

  return {
    run(id) {
      if (running.has(id) || queue.includes(id)) return;
      queue.push(id);
      pump();
    },
    stop,
    progressOf: (id) => running.get(id)?.progress,
    resume() {
      resumes += 1;
      waits.recheck();
    },
    dispose() {
      queue.length = 0;
      for (const id of [...running.keys()]) stop(id);
    },
  };
}

/** Rejects when the signal fires: who stores a file need not look at it, and would hold up the next tab. */
function whenEnded(signal: AbortSignal): Promise<never> {
  const ended = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The upload was given up.')));
  });
  // Nobody may be waiting.
  ended.catch(() => {});
  return ended;
}
