import { backoffMs } from '../../backoff.ts';
import { attachmentsKey } from '../../model/attachments-key.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import type { StoredFiles } from '../uploads/uploads-contract.ts';
import { awaitsFiles } from './awaits-files.ts';
import type { CourierPorts } from './courier.ts';
import { toOutgoing } from './outgoing-events.ts';
import { moveTo } from './outgoing-states.ts';

/**
 * Stores the files of a message, and writes their addresses into it; the message fails with a file that is refused. It makes no attempt before,
 * and holds up what was written after it. Resolves early when `isOver`.
 */
export type FileStep = (record: OutboxRecord, isOver: () => boolean) => Promise<void>;

export function createFileStep(ports: CourierPorts): FileStep {
  const { clock, config, random, service, book, waits } = ports;

  /** `undefined`: nobody wants it any more, or the code that does it could not be loaded. */
  async function store(
    record: OutboxRecord,
    isOver: () => boolean,
  ): Promise<StoredFiles | undefined> {
    let files: StoredFiles | 'unknown' | undefined;
    const know = (outcome: typeof files): void => {
      files = outcome;
      waits.recheck();
    };
    service.storeFiles(toOutgoing(record)).then(know, () => know('unknown'));
    await waits.until(() => isOver() || files !== undefined);
    return isOver() || files === 'unknown' ? undefined : files;
  }

  function note(record: OutboxRecord, files: StoredFiles): Promise<unknown> {
    return book.table.change(record.clientMessageId, (current) => {
      if (current?.state !== 'queued' || !awaitsFiles(current)) return current;
      const { failure } = files;
      if (failure !== undefined) return moveTo(current, 'failed', clock.now(), { failure });
      const metadata = { ...current.metadata, [attachmentsKey]: files.attachments };
      return { ...current, metadata };
    });
  }

  return async (record, isOver) => {
    for (let failures = 0; !isOver(); failures += 1) {
      const files = await store(record, isOver);
      if (files !== undefined) return void (await note(record, files).catch(ports.reportError));
      await waits.until(isOver, backoffMs(failures, random.next(), config.sendBackoff));
    }
  };
}
