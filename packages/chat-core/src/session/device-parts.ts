/** What a device needs once something is stored on it: pages load it with the first use of a session. */
export { openIndexedDbDatabase } from './storage/indexed-db-database.ts';
export { createSystemSendingLock } from './tabs/system-sending-lock.ts';
