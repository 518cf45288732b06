import type { SendingLock } from './sending-lock.ts';

/** The place of a tab that shares its database with no other: it has it at once. */
export const soleTab: SendingLock = {
  request: ({ onHeld }) => onHeld(),
  release() {},
};
