import { attachmentsKey, uploadScheme } from '../../model/attachments-key.ts';
import type { OutboxRecord } from '../storage/session-database.ts';

/** Whether the message has files that only this device has. It leaves when the service has them. */
export function awaitsFiles({ metadata }: OutboxRecord): boolean {
  return metadata[attachmentsKey]?.includes(uploadScheme) === true;
}
