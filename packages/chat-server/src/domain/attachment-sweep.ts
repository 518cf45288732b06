import type { AttachmentRemovalRow } from '../storage/rows.ts';
import type { ChatContext } from './work-unit.ts';

/** Milliseconds until what could not be removed is tried again. */
const retryMs = 60 * 60_000;

/**
 * Removes the bytes that are due to go: of deleted threads, and of uploads that never ended. Several processes may do so
 * at once, for nothing happens to a file that is gone already.
 *
 * @param onError Hears of each file that could not be removed; it is tried again in an hour.
 */
export async function removeAttachments(
  { storage, clock }: ChatContext,
  due: readonly AttachmentRemovalRow[],
  onError: (error: unknown) => void,
): Promise<void> {
  const left = new Set<string>();
  for (const { attachmentId } of due) {
    try {
      await storage.attachments.remove(attachmentId);
    } catch (error) {
      left.add(attachmentId);
      onError(error);
    }
  }
  const dueAt = clock.now() + retryMs;
  await storage.transaction(async (tx) => {
    for (const { attachmentId } of due) {
      if (left.has(attachmentId)) await tx.putAttachmentRemoval({ attachmentId, dueAt });
      else await tx.dropAttachmentRemoval(attachmentId);
    }
  });
}
