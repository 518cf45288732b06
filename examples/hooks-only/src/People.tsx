import type { AddedParticipants, NewParticipant } from '@confab/chat-core/session';
import {
  useChatSession,
  useCreateThread,
  useParticipants,
  useThreadActions,
} from '@confab/chat-react';
import { useState } from 'react';
import { findPerson } from './account.ts';

/** The people whose names, or raw ids, were typed into a form. */
function readPeople(form: FormData): NewParticipant[] {
  const names = String(form.get('people')).match(/[^,\s]+/g) ?? [];
  return names.map((name) => findPerson(name) ?? { userId: name });
}

/** Names those who could not be added, and tries just them again. */
function useFailedPeople() {
  const [added, setAdded] = useState<AddedParticipants>();
  const failedPeople = added?.failed.length ? (
    <div role="alert">
      {added.failed.map(({ participant: { userId }, error }) => (
        <p key={userId}>{`${userId} could not be added: ${error.message}`}</p>
      ))}
      <button onClick={() => void added.retryFailed().then(setAdded)}>Try these again</button>
      <button onClick={() => setAdded(undefined)}>Dismiss</button>
    </div>
  ) : null;
  return { failedPeople, setAdded };
}

export function NewThread({ onCreated }: { onCreated: (threadId: string) => void }) {
  const { createThread, isPending, error } = useCreateThread();
  const { failedPeople, setAdded } = useFailedPeople();
  async function create(form: FormData) {
    const request = { topic: String(form.get('topic')), participants: readPeople(form) };
    const created = await createThread(request);
    setAdded(created);
    if (created.failed.length === 0) onCreated(created.threadId);
  }
  return (
    <details>
      <summary>New chat</summary>
      <form action={(form) => create(form).catch(() => {})}>
        <input name="topic" aria-label="Topic" placeholder="Topic" required maxLength={250} />
        <input name="people" aria-label="People" placeholder="Grace, Linus" />
        <button disabled={isPending}>Create</button>
      </form>
      {error && <p role="alert">{error.message}</p>}
      {failedPeople}
    </details>
  );
}

/** Who is in the chat, and who else is to be. */
export function People({ threadId }: { threadId: string }) {
  const ownId = useChatSession().userId;
  const { participants, hasMore, fetchMore } = useParticipants(threadId, { pageSize: 20 });
  const { addParticipants, removeParticipant, leave, error } = useThreadActions(threadId);
  const { failedPeople, setAdded } = useFailedPeople();
  return (
    <details>
      <summary>People ({participants.length})</summary>
      {participants.map(({ userId, displayName = userId }) => (
        <p key={userId}>
          {displayName}
          <button onClick={() => void (userId === ownId ? leave() : removeParticipant(userId))}>
            {userId === ownId ? 'Leave' : `Remove ${displayName}`}
          </button>
        </p>
      ))}
      {hasMore && <button onClick={fetchMore}>More people</button>}
      <form action={(form) => addParticipants(readPeople(form)).then(setAdded, () => {})}>
        <input name="people" aria-label="Add people" placeholder="Linus" required />
        <button>Add</button>
      </form>
      {error && <p role="alert">{error.message}</p>}
      {failedPeople}
    </details>
  );
}
