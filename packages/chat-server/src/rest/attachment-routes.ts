import type { Context, Hono } from 'hono';
import {
  attachmentNotFound,
  beginUpload,
  finishUpload,
  getAttachment,
} from '../domain/attachments.ts';
import type { AttachmentRow } from '../storage/rows.ts';
import { formatContentDisposition } from '../wire/content-disposition.ts';
import type { AttachmentSettings } from './attachment-settings.ts';
import { isPicture, servedType } from './media-types.ts';
import { findOperation, pathOf } from './operations.ts';
import { registerOperation } from './register-operation.ts';
import { endpointOf, readThreadId } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';
import { readUpload, readUploadHead } from './upload-request.ts';

/** Whether the request brings a file, which is stored while it arrives instead of being read whole. */
export function isUpload(c: Context<RestEnv>): boolean {
  return findOperation(c.req.method, c.req.path)?.name === 'uploadAttachment';
}

/** Attach files to a thread and hand them out. A service that takes none has no such operations. */
export function registerAttachmentRoutes(
  app: Hono<RestEnv>,
  services: RestServices,
  settings: AttachmentSettings,
): void {
  const { attachments } = services.context.storage;

  registerOperation(app, services, 'uploadAttachment', async (c) => {
    const { attachmentId, threadId, name, mime, bytes } = await storeUpload(c, services, settings);
    const url = `${endpointOf(c, services)}${pathOf('downloadAttachment', { threadId, attachmentId })}`;
    c.header('Location', url);
    return c.json({ id: attachmentId, url, name, mime, bytes }, 201);
  });

  registerOperation(app, services, 'downloadAttachment', async (c) => {
    const threadId = readThreadId(c);
    const attachmentId = readAttachmentId(c);
    const actor = c.get('actor');
    const row = await actor.read((tx) => getAttachment(tx, actor.userId, threadId, attachmentId));
    if (isKnown(c, row)) return c.body(null, 304, headersOf(row));
    const bytes = await attachments.read(attachmentId);
    // Its thread was deleted a moment ago, or the data folder was restored without its files.
    if (bytes === undefined) throw attachmentNotFound();
    const headers = {
      ...headersOf(row),
      'Content-Type': servedType(row.mime),
      'Content-Length': String(row.bytes),
    };
    if (c.req.method !== 'HEAD') return c.body(bytes, 200, headers);
    await bytes.cancel();
    return c.body(null, 200, headers);
  });
}

/** Stores the file that the request brings while it arrives, between two looks at whether the caller may. */
async function storeUpload(
  c: Context<RestEnv>,
  { context }: RestServices,
  settings: AttachmentSettings,
): Promise<AttachmentRow> {
  const threadId = readThreadId(c);
  const { name, mime, bytes: announced } = readUploadHead(c, settings);
  const { attachments } = context.storage;
  const most = settings.maxBytesPerThread;
  const actor = c.get('actor');
  const { userId } = actor;
  const upload = await actor.commit((unit) => beginUpload(unit, userId, threadId, announced, most));
  const { attachmentId } = upload;
  try {
    const bytes = await attachments.write(attachmentId, readUpload(c.req.raw.body, settings));
    const file = { name, mime, bytes };
    return await actor.commit((unit) => finishUpload(unit, userId, upload, file, most));
  } catch (error) {
    // It is noted for removal, so what cannot be removed now goes later.
    await attachments.remove(attachmentId).catch(() => undefined);
    throw error;
  }
}

/** The attachment id of the path. An impossible one answers like a missing attachment. */
function readAttachmentId(c: Context<RestEnv>): string {
  const attachmentId = c.req.param('attachmentId') ?? '';
  if (!/^[0-9a-f]{32}$/.test(attachmentId)) throw attachmentNotFound();
  return attachmentId;
}

/**
 * The file is shown as nothing else than it says, and by nobody but a page that the service allows. A browser may keep it
 * for its user, but has to ask each time whether he may still read it.
 */
function headersOf({ attachmentId, mime, name }: AttachmentRow): Record<string, string> {
  return {
    'Cache-Control': 'private, no-cache',
    'Content-Disposition': formatContentDisposition(
      isPicture(mime) ? 'inline' : 'attachment',
      name,
    ),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    // Keeps other sites from embedding it. Requests by CORS, which are those with a token, are not held to it.
    'Cross-Origin-Resource-Policy': 'same-origin',
    ETag: `"${attachmentId}"`,
  };
}

/** Whether the caller has the file already: it never changes under its id. */
function isKnown(c: Context<RestEnv>, { attachmentId }: AttachmentRow): boolean {
  const tags = c.req.header('if-none-match')?.split(',') ?? [];
  return tags.some((tag) => tag.trim().replace(/^W\//, '') === `"${attachmentId}"`);
}
