/** What a session does by asking the part that reads. */
export const loadNames = [
  'loadThreads',
  'loadThread',
  'loadMessages',
  'loadAround',
  'loadMessage',
  'jumpToLatest',
  'loadParticipants',
  'loadReceipts',
] as const;

/** What a session does by asking the part that changes threads, and the one for files. */
export const actionNames = [
  'createThread',
  'addParticipants',
  'removeParticipant',
  'updateTopic',
  'leave',
  'deleteThread',
  'uploads',
] as const;

type Call<Part> = (part: Part) => Promise<unknown>;

/**
 * Methods that do what the methods of these names of a part do, whose code may come later.
 *
 * @param ask - Gets what is to be called, and the method's name; asks the part once it is there.
 */
export function forward<
  Part extends { readonly [Method in Name]: (...args: never[]) => Promise<unknown> },
  Name extends string,
>(
  names: readonly Name[],
  ask: (call: Call<Part>, name: Name) => Promise<unknown>,
): Pick<Part, Name> {
  const methods = names.map((name) => [
    name,
    (...args: never[]) => ask((part) => part[name](...args), name),
  ]);
  // Each method takes and gives what the part's method of its name does.
  return Object.fromEntries(methods) as Pick<Part, Name>;
}
