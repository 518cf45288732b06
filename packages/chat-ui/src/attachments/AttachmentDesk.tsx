'use client';

import { attachmentsKey, type ChatFailure, type MessageMetadata } from '@confab/chat-core/model';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Announcer } from '../announcer/announcer.ts';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import type { Format } from '../labels/format.ts';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { useFormat } from '../labels/use-format.ts';
import { failureText } from '../message/failure-text.ts';
import { useToasts, type Toasts } from '../toasts/toasts.ts';
import { AttachmentTray } from './AttachmentTray.tsx';
import { checkFiles, defaultFileRules, type FileProblem, type FileRules } from './check-files.ts';
import type { ComposerAttachmentsProps } from './ComposerAttachments.tsx';
import { measurePicture } from './measure-picture.ts';
import type { PendingAttachment } from './pending-attachment.ts';
import type { FilesError, MessageWithFiles, NotedDraft, ThreadUploads } from './thread-uploads.ts';

/** The files of the next message of a thread: takes new ones, and shows how far they are. */
export function AttachmentDesk(props: ComposerAttachmentsProps): ReactNode {
  const { load } = props;
  const labels = useAllLabels();
  const toasts = useToasts();
  const [uploads, setUploads] = useState<ThreadUploads>();
  const [attempts, tryAgain] = useReducer((count: number) => count + 1, 0);
  const latest = useRef({ labels, toasts });
  useLayoutEffect(() => {
    latest.current = { labels, toasts };
  });
  useEffect(() => {
    let isWanted = true;
    load().then(
      (loaded) => isWanted && setUploads(loaded),
      () => {
        const { partNotLoaded: text, tryAgain: actionLabel } = latest.current.labels;
        if (isWanted) latest.current.toasts.show({ text, actionLabel, onAction: tryAgain });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [load, attempts]);
  return uploads && <Attachments {...props} uploads={uploads} />;
}

const nothing: NotedDraft = { text: '' };

function Attachments({
  threadId,
  uploads,
  files,
  rules = defaultFileRules,
  draft = nothing,
  onChange,
  onDraftChange,
}: ComposerAttachmentsProps & { readonly uploads: ThreadUploads }): ReactNode {
  const labels = useAllLabels();
  const format = useFormat();
  const toasts = useToasts();
  const announcer = useAnnouncer();
  const all = useSyncExternalStore(
    useCallback((listener: () => void) => uploads.subscribe(listener), [uploads]),
    () => uploads.list(threadId),
    () => uploads.list(threadId),
  );
  const waiting = useMemo(() => all.filter(isUnsent), [all]);
  const ids = waiting.map(({ id }) => id).join();
  const latest = useRef({ waiting, rules, labels, format });
  useLayoutEffect(() => {
    latest.current = { waiting, rules, labels, format };
  });
  useLayoutEffect(() => {
    const count = ids === '' ? 0 : ids.split(',').length;
    onChange({
      count,
      send: (message) => sendWith(uploads, threadId, message, latest.current.labels),
    });
  }, [ids, uploads, threadId, onChange]);

  useEffect(() => {
    const noted = noteIn(draft, ids !== '');
    if (noted !== undefined) onDraftChange?.(noted);
  }, [draft, ids, onDraftChange]);
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

function isUnsent({ clientMessageId }: ReturnType<ThreadUploads['list']>[number]): boolean {
  return clientMessageId === undefined;
}

/** `undefined`: the draft says so already. */
function noteIn(draft: NotedDraft, hasFiles: boolean): NotedDraft | undefined {
  const { [attachmentsKey]: before, ...rest }: MessageMetadata = draft.metadata ?? {};
  if ((before !== undefined) === hasFiles) return undefined;
  const { metadata: _before, ...plain } = draft;
  const metadata = hasFiles ? { ...rest, [attachmentsKey]: '[]' } : rest;
  return Object.keys(metadata).length === 0 ? plain : { ...plain, metadata };
}

/** A message that is sent without one of its files would say something else. */
function sendWith(
  uploads: ThreadUploads,
  threadId: string,
  message: MessageWithFiles,
  labels: Labels,
): void {
  const files = uploads.list(threadId).filter(isUnsent);
  const failure = files.find(({ state }) => state === 'failed')?.failure;
  if (failure !== undefined) {
    const userText = failureText(failure, labels) ?? labels.uploadFailed;
    throw Object.assign(new Error(failure.message), { userText }) satisfies FilesError;
  }
  uploads.send(
    threadId,
    message,
    files.map(({ id }) => id),
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
      toasts.show({ text: reasonOf(error, labels) });
    }
  }
  if (accepted.length > 0) announcer.say(labels.filesAttached(accepted.length));
}

function limitOf(problem: FileProblem, rules: FileRules, format: Format): string {
  return problem === 'too-many' ? format.number(rules.maxCount) : format.bytes(rules.maxBytes);
}

/** Why a file is not taken. */
function reasonOf(error: unknown, labels: Labels): string {
  const { code = '', message } = Object(error) as Partial<ChatFailure>;
  if (typeof message !== 'string') return labels.uploadFailed;
  return failureText({ code, message, retryable: true }, labels) ?? labels.uploadFailed;
}
