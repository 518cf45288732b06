import type { ChatClientErrorInit } from '../../errors.ts';
import type { ChatFailure } from '../../model/entities.ts';

/** This user's files that wait on this device have at most so many bytes together. */
export const maxKeptBytes = 25_000_000;

export const uploadsFull: ChatClientErrorInit = {
  code: 'uploads-full',
  operation: 'add',
  retryable: true,
  message:
    'The files that wait to be sent would have more than 25 MB together, so this one was not taken. Send or remove some first.',
};

export const unknownUpload: ChatClientErrorInit = {
  code: 'invalid-argument',
  operation: 'send',
  message:
    'A file of the message is not there any more, so nothing was sent. Attach it again, or send the message without it.',
};

export const foreignAddress: ChatClientErrorInit = {
  code: 'invalid-argument',
  operation: 'readAttachment',
  message:
    'The address is not one of this service, so nothing was asked there: it would get the token of the user. Open it by itself.',
};

/** The file of a message is not on this device any more. */
export const fileLost: ChatFailure = {
  code: 'file-lost',
  message:
    'A file of the message is not on this device any more, so the message was not sent. Attach the file again.',
  retryable: false,
};

/** Whether the same upload may work later without anybody doing something. Apps reject with whatever they like. */
export function isPassing(error: unknown): boolean {
  const { retryable, statusCode } = Object(error) as Readonly<Record<string, unknown>>;
  // A token that is refused now is renewed some day.
  return retryable !== false || statusCode === 401;
}

/** What a person is told of an upload for which an app has rejected with this. */
export function toUploadFailure(error: unknown): ChatFailure {
  const why = error instanceof Error && error.message !== '' ? ` (${error.message})` : '';
  return {
    code: 'upload-failed',
    message: `The file could not be uploaded${why}. Try it again, or remove it.`,
    retryable: isPassing(error),
  };
}

const tooLarge = ['file-too-large', 'The file is larger than this chat takes. Remove it.'] as const;

const refusals: Readonly<Record<string, readonly [code: string, message: string]>> = {
  QuotaExceeded: ['thread-full', 'This chat has no room for more files. Remove the file.'],
  403: ['forbidden', 'You can’t post here any more, so the file was not uploaded.'],
  404: ['gone', 'This chat or file no longer exists, or you are not part of the chat.'],
  413: tooLarge,
  415: ['file-type', 'This chat takes no files of this type. Remove it.'],
};

/** The error for an upload that the service has answered with another status than 201, or a read with another one than 200. */
export function answerError(
  operation: string,
  status: number,
  code: string,
  retryAfterMs?: number,
): ChatClientErrorInit {
  const [known, message] = refusals[code] ??
    refusals[status] ?? ['upload-failed', 'The service could not take the file. Try it again.'];
  return {
    code: known,
    operation,
    statusCode: status,
    message,
    retryable: status === 408 || status === 429 || status >= 500,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

export function lostRequest(operation: string, cause: unknown): ChatClientErrorInit {
  return {
    code: 'network',
    operation,
    message: 'The connection to the service was lost. Check it, and try again.',
    retryable: true,
    cause,
  };
}
