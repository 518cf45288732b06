/** A table that all tabs of a user read. */
export type SharedTable = 'outbox' | 'changes' | 'drafts' | 'marks' | 'uploads';

/** What the tabs of one user tell each other. It is a hint: whoever misses it finds out from the database. */
export type TabMessage =
  /** Something in these tables has changed. */
  | { readonly type: 'changed'; readonly table: SharedTable }
  /** The user is signing out: nothing may be sent meanwhile. */
  | { readonly type: 'signing-out' }
  /** The user has signed out, and nothing is stored any more. */
  | { readonly type: 'signed-out' };

/** A line between the tabs of one user on one service. */
export interface TabChannel {
  post(message: TabMessage): void;
  close(): void;
}

/** Opens the line. `onMessage` hears only well-formed messages of the same version and the same user, never this tab's own. */
export type OpenTabChannel = (name: string, onMessage: (message: TabMessage) => void) => TabChannel;
