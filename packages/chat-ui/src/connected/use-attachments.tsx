import { attachmentsKey } from '@confab/chat-core/model';
import { useChatSession, useConnection, type UseDraft } from '@confab/chat-react';
import { useState, type ReactNode } from 'react';
import { AttachButton } from '../attachments/AttachButton.tsx';
import { ComposerAttachments } from '../attachments/ComposerAttachments.tsx';
import { useLoadUploads } from './use-load-uploads.ts';
import type { AttachedFiles } from '../attachments/thread-uploads.ts';

/** The files of a thread's next message, for its composer. */
export interface DraftAttachments {
  /** What is attached, if anything. */
  readonly attached: AttachedFiles | undefined;
  /** Chooses files; `false` where none can be sent. */
  readonly button: ReactNode;
  /** Shows what is attached. */
  readonly tray: ReactNode;
}

const noFiles: readonly File[] = [];

/**
 * Attaches files to what is being written. The draft notes that there are some, so that the code for them is loaded again after a reload, and
 * not otherwise.
 */
export function useAttachments(
  threadId: string,
  { draft, setDraft }: Pick<UseDraft, 'draft' | 'setDraft'>,
): DraftAttachments {
  const session = useChatSession();
  // Whether files can be sent turns out with the connection.
  useConnection();
  const [files, setFiles] = useState(noFiles);
  const [attached, setAttached] = useState<AttachedFiles>();
  const isNoted = draft?.metadata?.[attachmentsKey] !== undefined;
  const load = useLoadUploads();
  return {
    attached: attached?.count ? attached : undefined,
    button: session.canAttach && <AttachButton onFiles={setFiles} />,
    tray: (isNoted || files.length > 0) && (
      <ComposerAttachments
        threadId={threadId}
        load={load}
        files={files}
        draft={draft}
        onChange={setAttached}
        onDraftChange={setDraft}
      />
    ),
  };
}
