import type { AttachmentOptions } from '../rest/attachment-settings.ts';
import { isMediaType } from '../rest/media-types.ts';

/** What the command line says of attachments, as it was written. */
export interface AttachmentFlags {
  readonly attachments: string;
  readonly 'attachment-bytes'?: string | undefined;
  readonly 'attachment-thread-bytes'?: string | undefined;
  readonly 'attachment-type'?: string[] | undefined;
}

/**
 * The option of the service that the flags ask for. What is not given is left to its defaults.
 * @param refuse Makes the error for a problem.
 */
export function readAttachmentFlags(
  flags: AttachmentFlags,
  refuse: (problem: string) => Error,
): AttachmentOptions | false {
  const maxBytes = readBytes('attachment-bytes', flags, refuse);
  const maxBytesPerThread = readBytes('attachment-thread-bytes', flags, refuse);
  const types = flags['attachment-type'];
  const odd = types?.find((type) => !isMediaType(type.toLowerCase().replace(/\/\*$/, '/any')));
  if (odd !== undefined) {
    throw refuse(`--attachment-type must be a type such as image/png or audio/*, not "${odd}"`);
  }
  const options: AttachmentOptions = {
    ...(maxBytes !== undefined && { maxBytes }),
    ...(maxBytesPerThread !== undefined && { maxBytesPerThread }),
    ...(types !== undefined && { types }),
  };
  if (flags.attachments === 'on') return options;
  if (flags.attachments !== 'off') {
    throw refuse(`--attachments must be "on" or "off", not "${flags.attachments}"`);
  }
  if (Object.keys(options).length === 0) return false;
  throw refuse(
    '--attachments off takes no files, so the other options on attachments do not go with it',
  );
}

function readBytes(
  name: 'attachment-bytes' | 'attachment-thread-bytes',
  flags: AttachmentFlags,
  refuse: (problem: string) => Error,
): number | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw refuse(`--${name} must be a number of bytes from 1, not "${text}"`);
}
