import { useContext, useEffect, useState } from 'react';
import { AttachmentSourceContext } from './attachment-source.ts';
import { readAttachment, type ReadAttachment } from './read-attachments.ts';

/** How opening an attachment goes. */
export type AttachmentState =
  | { readonly state: 'reading' }
  | ({ readonly state: 'read' } & ReadAttachment)
  | { readonly state: 'failed' };

/** Whether an attachment is known to open by its address alone. Nothing of it is read. */
export function useIsPublic(url: string): boolean {
  const load = useContext(AttachmentSourceContext);
  const [known, setKnown] = useState<{ readonly url: string; readonly isPublic: boolean }>();
  useEffect(() => {
    let isWanted = true;
    load?.().then(
      (source) => {
        if (isWanted) setKnown({ url, isPublic: !source.needsToken(url) });
      },
      // It is asked again when the file is opened.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [load, url]);
  return load === null || (known?.url === url && known.isPublic);
}

const reading: AttachmentState = { state: 'reading' };

/** What opens an attachment. Where nothing stands between, that is its address. */
export function useAttachment(url: string): AttachmentState {
  const load = useContext(AttachmentSourceContext);
  const [outcome, setOutcome] = useState<{ readonly url: string; readonly now: AttachmentState }>();
  useEffect(() => {
    if (load === null) return undefined;
    const giveUp = new AbortController();
    readAttachment(load, url, giveUp.signal).then(
      (read) => {
        if (!giveUp.signal.aborted) setOutcome({ url, now: { state: 'read', ...read } });
      },
      () => {
        if (!giveUp.signal.aborted) setOutcome({ url, now: { state: 'failed' } });
      },
    );
    return () => giveUp.abort();
  }, [load, url]);
  if (load === null) return { state: 'read', address: url, isLocal: false };
  return outcome?.url === url ? outcome.now : reading;
}
