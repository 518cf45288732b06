/** Keys that the kit writes into a message's metadata. Other clients ignore them. */
export const metadataKeys = {
  /** UUIDv4 made by the sending client; the same for every attempt, so that one message is stored and shown once. */
  clientMessageId: 'confab.clientMessageId',
} as const;
