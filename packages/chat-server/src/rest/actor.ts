import { requireCurrentToken } from '../auth/authenticate.ts';
import type { TokenClaims } from '../auth/user-tokens.ts';
import { commitWork, readView } from '../domain/work-unit.ts';
import type { ChatContext, WorkUnit } from '../domain/work-unit.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';

/**
 * The caller of a chat route: the only way from there to the storage. What he reads or changes is looked at in the
 * same view as whether his token still holds, so nothing is done for a token that was revoked a moment before.
 */
export interface Actor {
  /** Raw id. */
  readonly userId: string;
  /** @throws Unauthorized when his tokens were revoked or he was deleted. */
  read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /** @throws Unauthorized, with nothing stored, when his tokens were revoked or he was deleted. */
  commit<T>(work: (unit: WorkUnit) => Promise<T>): Promise<T>;
  /** Looks at his token, unless that was done for something that he has read or changed. @throws Unauthorized as above. */
  check(): Promise<void>;
}

/** The bearer of a token whose claims were checked. */
export function createActor(context: ChatContext, claims: TokenClaims): Actor {
  let isChecked = false;
  const look = async (tx: ReadTransaction): Promise<void> => {
    await requireCurrentToken(tx, claims);
    isChecked = true;
  };
  return {
    userId: claims.userId,
    read: (work) =>
      readView(context, async (tx) => {
        await look(tx);
        return await work(tx);
      }),
    commit: (work) =>
      commitWork(context, async (unit) => {
        await look(unit.tx);
        return await work(unit);
      }),
    check: async () => {
      if (!isChecked) await readView(context, look);
    },
  };
}
