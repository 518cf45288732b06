/**
 * The metadata key under which the kit's clients send the files of a message: JSON of `[{ url, name, mime, bytes, width?, height? }]`,
 * with the size in bytes and, of a picture, in px. Anybody in the thread may have written it.
 */
export const attachmentsKey = 'confab.attachments';

/** How the address of a file begins that is still on this device: its id follows. It stands only in messages that are not sent. */
export const uploadScheme = 'confab-upload:';
