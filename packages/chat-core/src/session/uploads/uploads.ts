import type { ChatFailure } from '../../model/entities.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { TablePorts } from '../outbox/shared-table.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { OutgoingMessage } from '../chat-event.ts';
import type { ChatSession } from '../session-contract.ts';
import type { OutboxRecord, UploadRecord } from '../storage/session-database.ts';
import { createAttachmentList } from './attachment-list.ts';
import { createServiceFiles, type ServiceFilesPorts } from './service-files.ts';
import {
  fileLost,
  foreignAddress,
  isPassing,
  maxKeptBytes,
  toUploadFailure,
  unknownUpload,
  uploadsFull,
} from './upload-errors.ts';
import { createUploadRunner } from './upload-runner.ts';
import type { UploadTools } from './upload-tools.ts';
import type { PendingUpload, StoredFiles, UploadAttachment, Uploads } from './uploads-contract.ts';

/** What the files need of their session. */
export interface UploadsPorts extends TablePorts, ServiceFilesPorts {
  readonly tools: UploadTools;
  readonly random: RandomSource;
  readonly config: ReliabilityConfig;
  /** Where files are stored. Default: at the service. */
  readonly uploadAttachment: UploadAttachment | undefined;
  isOnline(): boolean;
  readonly send: ChatSession['send'];
}

/** The files of a user, as the session needs them. */
export interface UploadsPart extends Uploads {
  /** Resolves once is known what an earlier page has left. */
  readonly ready: Promise<void>;
  /** Stores the files of a message that are still on this device. It never rejects, and may take as long as there is no network. */
  storeFiles(message: Pick<OutgoingMessage, 'content' | 'metadata'>): Promise<StoredFiles>;
  /** Something has changed with a message: the files of one that is over are let go. */
  noteMessage(message: OutboxRecord): void;
  refresh(): Promise<void>;
  /** The network or the sign-in is back. */
  resume(): void;
  dispose(): void;
}

/** So many files of messages that have left are kept in memory, so that a picture that is shown is not read back. */
const maxRemembered = 20;

export function createUploads(ports: UploadsPorts): UploadsPart {
  const { clock, random, tools, reportError } = ports;
  const { attachmentsKey } = tools;
  const list = createAttachmentList(tools.uploadScheme);
  const files = createServiceFiles(ports);
  const waits = tools.createWaits(clock);
  const listeners = new Set<() => void>();
  const lists = new Map<string, readonly PendingUpload[]>();
  /** Files that were let go, by id, the oldest first. */
  const remembered = new Map<string, UploadRecord>();

  const table = tools.createSharedTable('uploads', ({ uploadId }) => uploadId, ports, {
    onChange: changed,
    onVanished(id, record) {
      runner.stop(id);
      remember(record);
      table.forget(id);
    },
  });
  const { rows } = table;
  const runner = createUploadRunner({
    ...ports,
    waits,
    store: ports.uploadAttachment ?? files.store,
    recordOf: (id) => rows.get(id),
    onProgress: changed,
    onStored: (id, url) => write(id, (record) => ({ ...record, url })),
    onFailed: (id, error) => write(id, (record) => ({ ...record, failure: failureOf(error) })),
  });

  function changed(): void {
    lists.clear();
    waits.recheck();
    for (const listener of listeners) listener();
  }

  /** Changes what is known of a file at once, and then what is stored. */
  function write(id: string, change: (record: UploadRecord) => UploadRecord): void {
    const record = rows.get(id);
    if (record === undefined) return;
    table.show(id, change(record));
    table.change(id, (current) => current && change(current)).catch(reportError);
  }

  function failureOf(error: unknown): ChatFailure {
    if (!tools.isChatClientError(error)) return toUploadFailure(error);
    const { code, message } = error;
    return { code, message, retryable: isPassing(error) };
  }

  function remember(record: UploadRecord): void {
    remembered.set(record.uploadId, record);
    const [oldest] = remembered.keys();
    if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
  }

  function letGo(id: string): void {
    runner.stop(id);
    table.forget(id);
    table.change(id, () => undefined).catch(reportError);
  }

  function again(id: string): void {
    if (rows.get(id)?.failure !== undefined) write(id, ({ failure: _past, ...record }) => record);
    runner.run(id);
  }

  /** What an earlier page has left goes on. */
  async function read(): Promise<void> {
    try {
      await table.refresh();
      const database = await ports.database();
      const messages = new Map(
        (await database.readAll('outbox')).map((one) => [one.clientMessageId, one]),
      );
      for (const { uploadId, clientMessageId } of [...rows.values()]) {
        if (clientMessageId === undefined) continue;
        const message = messages.get(clientMessageId);
        if (message !== undefined) noteMessage(message);
        // It was never stored, so the files are left to be sent.
        else write(uploadId, ({ clientMessageId: _never, ...record }) => record);
      }
    } catch (error) {
      reportError(error);
    }
    runAll();
  }

  function runAll(): void {
    for (const { uploadId, url, failure } of inOrder())
      if (url === undefined && failure === undefined) runner.run(uploadId);
  }

  function inOrder(): readonly UploadRecord[] {
    return [...rows.values()].toSorted((a, b) => a.ordinal - b.ordinal);
  }

  function noteMessage(message: OutboxRecord): void {
    if (!tools.isFinished(message)) return;
    for (const record of rows.values()) {
      if (record.clientMessageId !== message.clientMessageId) continue;
      remember(record);
      letGo(record.uploadId);
    }
  }

  function toPending(record: UploadRecord): PendingUpload {
    const { uploadId, threadId, name, blob, width, height, url, failure, clientMessageId } = record;
    const progress = runner.progressOf(uploadId);
    const isThere = url !== undefined;
    const isUnderWay = progress !== undefined;
    return {
      id: uploadId,
      threadId,
      name,
      mime: blob.type,
      bytes: blob.size,
      ...(width !== undefined && height !== undefined && { width, height }),
      state: isUnderWay ? 'uploading' : 'waiting',
      progress: progress ?? 0,
      ...(failure && { state: 'failed', failure }),
      ...(isThere && { state: 'uploaded', progress: 1 }),
      ...(clientMessageId !== undefined && { clientMessageId }),
    };
  }

  function addressOf(id: string): string | undefined {
    return (rows.get(id) ?? remembered.get(id))?.url;
  }

  /** The bytes of a file that this page has uploaded. */
  function blobAt(url: string): Blob | undefined {
    const isIt = (record: UploadRecord): boolean =>
      record.url === url || list.idIn(url) === record.uploadId;
    return [...rows.values(), ...remembered.values()].find(isIt)?.blob;
  }

  const ready = read();

  return {
    ready,
    list(threadId) {
      const known =
        lists.get(threadId) ??
        inOrder()
          .filter((record) => record.threadId === threadId)
          .map(toPending);
      lists.set(threadId, known);
      return known;
    },
    subscribe(listener) {
      const entry = (): void => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    add(threadId, blob, { name, width, height }) {
      const kept = [...rows.values()];
      const bytes = kept.reduce((sum, record) => sum + record.blob.size, blob.size);
      if (bytes > maxKeptBytes) throw tools.createError(uploadsFull);
      const uploadId = random.createUuid();
      const record: UploadRecord = {
        uploadId,
        threadId,
        blob,
        // Half a character cannot be sent.
        name: name.replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
        ...(width !== undefined && height !== undefined && { width, height }),
        ordinal: Math.max(clock.now(), ...kept.map(({ ordinal }) => ordinal + 1)),
      };
      table.show(uploadId, record);
      // What the device has no room for is uploaded all the same, as long as the page is there.
      table.change(uploadId, (current) => current).catch(reportError);
      runner.run(uploadId);
      return uploadId;
    },
    cancel: letGo,
    retry: again,
    blobOf: (id) => (rows.get(id) ?? remembered.get(id))?.blob,
    send(threadId, draft, uploadIds) {
      const records = uploadIds.map((id) => {
        const record = rows.get(id);
        if (record === undefined) throw tools.createError(unknownUpload);
        return record;
      });
      const names = records.map(({ name }) => name).join(', ');
      const content = draft.content.trim() === '' ? names : draft.content;
      const attachments = list.write(records);
      const metadata = { ...draft.metadata, [attachmentsKey]: attachments };
      tools.checkMessage('send', content, {
        ...metadata,
        [attachmentsKey]: list.withRoom(attachments),
      });
      const handle = ports.send(threadId, { ...draft, content, metadata });
      const { clientMessageId } = handle;
      for (const id of uploadIds) write(id, (record) => ({ ...record, clientMessageId }));
      return handle;
    },
    needsToken: (url) => list.idIn(url) !== undefined || files.isOurs(url),
    async read(url, { signal } = {}) {
      const blob = blobAt(url);
      if (blob !== undefined) return blob;
      if (!files.isOurs(url)) throw tools.createError(foreignAddress);
      return files.read(url, signal);
    },
    async storeFiles({ content, metadata }) {
      await ready;
      const attachments = metadata[attachmentsKey] ?? '[]';
      const pending = list.pendingIn(attachments);
      for (const id of pending) if (addressOf(id) === undefined) again(id);
      const reasonOf = (id: string): StoredFiles['failure'] =>
        rows.has(id) ? rows.get(id)?.failure : fileLost;
      const missing = (): readonly string[] => pending.filter((id) => addressOf(id) === undefined);
      await waits.until(() => missing().every((id) => reasonOf(id) !== undefined));
      const failure = missing()
        .map(failureOf)
        .find((one) => one !== undefined);
      if (failure !== undefined) return { failure };
      const stored = list.withAddresses(attachments, addressOf);
      try {
        tools.checkMessage('send', content, { ...metadata, [attachmentsKey]: stored });
      } catch (error) {
        return { failure: failureOf(error) };
      }
      return { attachments: stored };
    },
    noteMessage,
    async refresh() {
      await table.refresh();
      runAll();
    },
    resume: runner.resume,
    dispose() {
      runner.dispose();
      table.dispose();
      waits.dispose();
      listeners.clear();
    },
  };
}
