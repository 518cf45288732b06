import type { FetchLike } from '../../platform/fetch.ts';
import type { Clock, TimerHandle } from '../../platform/clock.ts';
import { getFile, postFile, tellsProgress, type FileAnswer } from '../../platform/file-transfer.ts';
import type { TokenCache } from '../../rest/token-cache.ts';
import { answerError, lostRequest } from './upload-errors.ts';
import type { UploadTools } from './upload-tools.ts';
import type { UploadAttachment } from './uploads-contract.ts';

/** How files go to and from the chat service. */
export interface ServiceFilesPorts {
  /** The service's address, without a slash at its end. */
  readonly endpoint: string;
  readonly tokens: TokenCache;
  /** What makes the requests. Absent: the platform. */
  readonly fetch: FetchLike | undefined;
  readonly clock: Clock;
  readonly tools: Pick<UploadTools, 'createError'>;
}

/** The files that the service itself keeps for the people of a thread. */
export interface ServiceFiles {
  /** Stores a file with a service of this kit: one that names `attachments` among its capabilities. */
  readonly store: UploadAttachment;
  /** Whether the address is one of this service's own, which take the token to read. */
  isOurs(url: string): boolean;
  read(url: string, signal?: AbortSignal): Promise<Blob>;
}

/** An upload of which nothing leaves for so long is given up, ms. */
const stallMs = 60_000;
/** Where nobody tells whether anything leaves. A service of this kit waits no longer. */
const longestUploadMs = 30 * 60_000;

export function createServiceFiles(ports: ServiceFilesPorts): ServiceFiles {
  const { endpoint, tokens, clock } = ports;
  const { createError } = ports.tools;
  const base = new URL(`${endpoint}/chat/threads/`);

  function isOurs(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { origin, pathname, username, password } = new URL(url);
    const isAtHome = origin === base.origin && pathname.startsWith(base.pathname);
    return isAtHome && username === '' && password === '';
  }

  /** Asks with the token, and once more with another one where that was refused. */
  async function ask<Answer extends { readonly status: number }>(
    make: (headers: Record<string, string>) => Promise<Answer>,
  ): Promise<Answer> {
    const first = await tokens.getToken();
    const answer = await make({ authorization: `Bearer ${first}` });
    if (answer.status !== 401) return answer;
    const second = await tokens.replaceToken(first);
    return second === first ? answer : make({ authorization: `Bearer ${second}` });
  }

  return {
    isOurs,
    async store({ threadId, blob, name }, { signal, onProgress }) {
      const operation = 'uploadAttachment';
      const limitMs = ports.fetch === undefined && tellsProgress() ? stallMs : longestUploadMs;
      const answer = await ask((headers) =>
        untilStalled(clock, limitMs, signal, (watched, touch) =>
          postFile(
            {
              url: `${base.href}${encodeURIComponent(threadId)}/attachments`,
              headers: {
                ...headers,
                accept: 'application/json',
                'content-type': blob.type || 'application/octet-stream',
                'x-confab-file-name': encodeURIComponent(name),
              },
              body: blob,
              signal: watched,
              onProgress(fraction) {
                touch();
                onProgress(fraction);
              },
            },
            ports.fetch,
          ),
        ).catch((cause: unknown) => {
          throw createError(lostRequest(operation, cause));
        }),
      );
      const { url, code } = readAnswer(answer);
      if (answer.status === 201 && url !== undefined) return { url };
      const seconds = Number(answer.retryAfter);
      const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined;
      throw createError(answerError(operation, answer.status, code, retryAfterMs));
    },
    async read(url, signal) {
      const operation = 'readAttachment';
      const { signal: whole } = signal === undefined ? new AbortController() : { signal };
      const response = await ask((headers) =>
        getFile(url, headers, whole, ports.fetch).catch((cause: unknown) => {
          throw createError(lostRequest(operation, cause));
        }),
      );
      if (response.status !== 200) throw createError(answerError(operation, response.status, ''));
      return response.blob();
    },
  };
}

/** Makes a request that is given up when it is not touched for so long, or the caller gives it up. */
async function untilStalled<Result>(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
  make: (signal: AbortSignal, touch: () => void) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  let timer: TimerHandle;
  function touch(): void {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(giveUp, limitMs);
  }
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  touch();
  try {
    return await make(controller.signal, touch);
  } finally {
    clock.clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/** The address of a stored file, or the code of the service's error. */
function readAnswer({ text }: FileAnswer): {
  readonly url: string | undefined;
  readonly code: string;
} {
  let body: Readonly<Record<string, unknown>> | undefined;
  try {
    // Each field is looked at below.
    body = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    // A proxy may answer anything.
  }
  const { code } = Object(body?.['error']) as { readonly code?: unknown };
  const url = body?.['url'];
  return { url: typeof url === 'string' ? url : undefined, code: String(code) };
}
