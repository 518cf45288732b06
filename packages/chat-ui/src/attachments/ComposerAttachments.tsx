'use client';

import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Announcer } from '../announcer/announcer.ts';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import type { Format } from '../labels/format.ts';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { useFormat } from '../labels/use-format.ts';
import { useToasts, type Toasts } from '../toasts/toasts.ts';
import { AttachmentTray } from './AttachmentTray.tsx';
import { checkFiles, defaultFileRules, type FileProblem, type FileRules } from './check-files.ts';
import { measurePicture } from './measure-picture.ts';
import type { PendingAttachment } from './pending-attachment.ts';
import type { ThreadUploads } from './thread-uploads.ts';

/** Props of {@link ComposerAttachments}. */
export interface ComposerAttachmentsProps {
  readonly threadId: string;
  readonly uploads: ThreadUploads;
  /** Files that the user has just given. A new array is taken once. */
  readonly files: readonly File[];
  readonly rules?: FileRules | undefined;
  /** Told which files go out with the next message, whenever that changes. Keep the function the same between renders. */
  readonly onChange: (uploadIds: readonly string[]) => void;
}

/** The files of the next message of a thread: takes new ones, and shows how far they are. */
export function ComposerAttachments(props: ComposerAttachmentsProps): ReactNode {
  const { threadId, uploads, files, rules = defaultFileRules, onChange } = props;
  const labels = useAllLabels();
  const format = useFormat();
  const toasts = useToasts();
  const announcer = useAnnouncer();
  const all = useSyncExternalStore(
    useCallback((listener: () => void) => uploads.subscribe(listener), [uploads]),
    () => uploads.list(threadId),
    () => uploads.list(threadId),
  );
  const waiting = useMemo(() => all.filter((one) => one.clientMessageId === undefined), [all]);
  const ids = waiting.map(({ id }) => id).join();
  useLayoutEffect(() => {
    onChange(ids === '' ? [] : ids.split(','));
  }, [ids, onChange]);

  const latest = useRef({ waiting, rules, labels, format });
  useLayoutEffect(() => {
    latest.current = { waiting, rules, labels, format };
  });
  const taken = useRef<readonly File[]>([]);
  useEffect(() => {
    if (files.length === 0 || files === taken.current) return;
    taken.current = files;
    void takeFiles(files, { ...latest.current, uploads, threadId, toasts, announcer });
  }, [files, uploads, threadId, toasts, announcer]);

  return (
    <AttachmentTray
      attachments={waiting}
      blobOf={uploads.blobOf}
      onRemove={uploads.cancel}
      onRetry={uploads.retry}
    />
  );
}

interface Taking {
  readonly uploads: ThreadUploads;
  readonly threadId: string;
  /** Those that are there already. */
  readonly waiting: readonly PendingAttachment[];
  readonly rules: FileRules;
  readonly labels: Labels;
  readonly format: Format;
  readonly toasts: Toasts;
  readonly announcer: Announcer;
}

/** Begins to upload what can be attached, and says why the rest cannot. */
async function takeFiles(
  files: readonly File[],
  { uploads, threadId, waiting, rules, labels, format, toasts, announcer }: Taking,
): Promise<void> {
  const { accepted, refused } = await checkFiles(files, waiting.length, rules);
  for (const { name, problem } of refused)
    toasts.show({ text: labels.fileRefused(name, problem, limitOf(problem, rules, format)) });
  for (const file of accepted) {
    try {
      uploads.add(threadId, file, { name: file.name, ...(await measurePicture(file)) });
    } catch (error) {
      toasts.show({ text: error instanceof Error ? error.message : labels.uploadFailed });
    }
  }
  if (accepted.length > 0) announcer.say(labels.filesAttached(accepted.length));
}

function limitOf(problem: FileProblem, rules: FileRules, format: Format): string {
  return problem === 'too-many' ? format.number(rules.maxCount) : format.bytes(rules.maxBytes);
}
