'use client';

import type { ReactNode } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { useLazyPart } from '../root/use-lazy-part.ts';
import type { FileRules } from './check-files.ts';
import type { AttachedFiles, NotedDraft, ThreadUploads } from './thread-uploads.ts';

/** Props of {@link ComposerAttachments}. */
export interface ComposerAttachmentsProps {
  readonly threadId: string;
  /** Gets the uploads of the user; `uploads` of a chat session does. Keep the function the same between renders. */
  readonly load: () => Promise<ThreadUploads>;
  /** Files that the user has just given. A new array is taken once. */
  readonly files: readonly File[];
  readonly rules?: FileRules | undefined;
  /** What is being written. */
  readonly draft?: NotedDraft | undefined;
  /** Takes the draft with a note whether there are files, so that they are looked for after a reload. */
  readonly onDraftChange?: ((draft: NotedDraft) => void) | undefined;
  /** Told what goes out with the next message, whenever that changes. Keep the function the same between renders. */
  readonly onChange: (attached: AttachedFiles) => void;
}

/**
 * The files of a thread's next message, with how far each is. Goes into `above` of a `Composer`, beside an `AttachButton` in its `start`. Its code
 * is loaded with it, so draw it only when there are files.
 *
 * @example
 * <ComposerAttachments threadId={id} load={() => session.uploads()} files={files} onChange={setAttached} />
 */
export function ComposerAttachments(props: ComposerAttachmentsProps): ReactNode {
  const loaded = useLazyPart(laterChunk, () => {});
  return loaded && <loaded.AttachmentDesk {...props} />;
}
