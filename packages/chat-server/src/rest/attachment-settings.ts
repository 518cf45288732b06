import { limits } from '../limits.ts';
import { ChatServiceError } from '../service-error.ts';
import { harmlessTypes, isMediaType } from './media-types.ts';

/** What may be attached to threads. */
export interface AttachmentOptions {
  /** Bytes of one file. Default: 10 MB (10,485,760). */
  readonly maxBytes?: number;
  /** Bytes of all files of one thread together. Default: 1 GB (1,073,741,824). */
  readonly maxBytesPerThread?: number;
  /**
   * Types that may be uploaded, such as `image/png`, or `audio/*` for a family. Default: common pictures, sound, films,
   * documents and archives. Other types than these are handed out as `application/octet-stream`, so that no browser
   * ever runs them.
   */
  readonly types?: readonly string[];
}

/** The options with everything filled in. */
export type AttachmentSettings = Required<AttachmentOptions>;

/**
 * Fills in the defaults; `false` stays `undefined`: nothing may be attached.
 * @throws ChatServiceError `StartFailed` for a number that bounds nothing, or something that is no type.
 */
export function readAttachmentSettings(
  option: AttachmentOptions | false,
): AttachmentSettings | undefined {
  if (option === false) return undefined;
  const settings = {
    maxBytes: option.maxBytes ?? limits.attachmentBytes,
    maxBytesPerThread: option.maxBytesPerThread ?? limits.threadAttachmentBytes,
    types: (option.types ?? [...harmlessTypes]).map((type) => type.toLowerCase()),
  };
  for (const name of ['maxBytes', 'maxBytesPerThread'] as const) {
    if (Number.isSafeInteger(settings[name]) && settings[name] > 0) continue;
    throw startFailed(`${name} must be a whole number of bytes from 1, not ${settings[name]}`);
  }
  if (settings.types.length === 0) throw startFailed('types must name at least one type');
  const odd = settings.types.find((type) => !isMediaType(type.replace(/\/\*$/, '/any')));
  if (odd !== undefined) {
    throw startFailed(`types must hold types such as "image/png" or "audio/*", not "${odd}"`);
  }
  return settings;
}

function startFailed(problem: string): ChatServiceError {
  return new ChatServiceError(
    'StartFailed',
    `In the option "attachments", ${problem}, so the service did not start.`,
  );
}
