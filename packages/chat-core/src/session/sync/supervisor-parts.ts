/** Pieces of the order of things. Tests put wrong ones in their place, to see that they would be noticed. */
export interface SupervisorParts {
  /** Begins to listen; what was missed until then is read once it has begun. */
  connect(listen: () => Promise<void>, read: () => Promise<void>): Promise<void>;
  /** Whether something may be missing after this connection. */
  isBehindAfter(connected: { readonly recovered: boolean; readonly isFirst: boolean }): boolean;
}

/** Listen first, then read: so nothing falls between. */
export const supervisorParts: SupervisorParts = {
  connect: (listen) => listen(),
  isBehindAfter: ({ recovered }) => !recovered,
};
