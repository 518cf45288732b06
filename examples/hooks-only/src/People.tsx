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

type Outcome = AddedParticipants | undefined;

/** Who could not be added, and how to try just those again. */
function FailedPeople({ outcome, onRetry }: { outcome: Outcome; onRetry: (o: Outcome) => void }) {
  if (!outcome?.failed.length) return null;
  return (
    <div role="alert">
      {outcome.failed.map(({ participant: { userId }, error }) => (
        <p key={userId}>{`${userId} could not be added: ${error.message}`}</p>
      ))}
      <button onClick={() => void outcome.retryFailed().then(onRetry)}>Try these again</button>
    </div>
  );
}

export function NewThread({ onCreated }: { onCreated: (threadId: string) => void }) {
  const { createThread, isPending, error } = useCreateThread();
  const [outcome, setOutcome] = useState<Outcome>();
  async function create(form: FormData) {
    const request = { topic: String(form.get('topic')), participants: readPeople(form) };
    const created = await createThread(request);
    setOutcome(created);
    onCreated(created.threadId);
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
      <FailedPeople outcome={outcome} onRetry={setOutcome} />
    </details>
  );
}

/** Who is in the chat, and who else is to be. */
export function People({ threadId }: { threadId: string }) {
  const ownId = useChatSession().userId;
  const { participants, hasMore, fetchMore } = useParticipants(threadId, { pageSize: 20 });
  const { addParticipants, removeParticipant, leave, error } = useThreadActions(threadId);
  const [outcome, setOutcome] = useState<Outcome>();
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
      <form action={(form) => addParticipants(readPeople(form)).then(setOutcome, () => {})}>
        <input name="people" aria-label="Add people" placeholder="Linus" required />
        <button>Add</button>
      </form>
      {error && <p role="alert">{error.message}</p>}
      <FailedPeople outcome={outcome} onRetry={setOutcome} />
    </details>
  );
}
