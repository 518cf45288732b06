/**
 * One tab of each user sends; the others wait for its place. Where the platform has neither locks nor a shared database, every
 * tab counts as the sender, and what is doubled by that is found by client message id.
 */
export interface SendingLock {
  /** Asks for the place. `onHeld` is called when this tab has it, `onLost` when it has it no longer without having given it up. */
  request(callbacks: { onHeld(): void; onLost(): void }): void;
  /** Gives up the place, or the wait for it. */
  release(): void;
}

/** Creates the lock of one user of one service. */
export type CreateSendingLock = (name: string) => SendingLock;
