import type { AttachmentStore } from './attachment-store.ts';

/** A store that lives as long as the object, for a page and for tests. */
export function createMemoryAttachments(): AttachmentStore {
  const files = new Map<string, readonly Uint8Array[]>();
  return {
    write: async (attachmentId, bytes) => {
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of bytes) {
        pieces.push(piece);
        size += piece.length;
      }
      files.set(attachmentId, pieces);
      return size;
    },
    read: async (attachmentId) => {
      const pieces = files.get(attachmentId);
      return pieces && streamPieces(pieces);
    },
    remove: async (attachmentId) => {
      files.delete(attachmentId);
    },
  };
}

function streamPieces(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream(
    {
      pull: (controller) => {
        const piece = pieces[next++];
        // A copy: whoever reads may hand the buffer on for good.
        if (piece === undefined) controller.close();
        else controller.enqueue(piece.slice());
      },
    },
    { highWaterMark: 0 },
  );
}
