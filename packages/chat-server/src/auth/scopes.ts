/**
 * The scopes of a user token that have to do with chat, from the one that allows everything to the one that
 * allows least. Azure's: `chat.join` may not create, change or delete threads, `chat.join.limited` also may not
 * add or remove participants. Azure's table makes no exception for leaving, so neither does this service.
 */
export type ChatScope = 'chat' | 'chat.join' | 'chat.join.limited';

const fromMostToLeast: readonly ChatScope[] = ['chat', 'chat.join', 'chat.join.limited'];

/** Every scope that a token can be issued with. Those for calls allow nothing here. */
export const tokenScopes: ReadonlySet<string> = new Set([...fromMostToLeast, 'voip', 'voip.join']);

/** Whether a token with these scopes may do what needs `scope`. */
export function allowsScope(held: readonly string[], scope: ChatScope): boolean {
  const enough = fromMostToLeast.slice(0, fromMostToLeast.indexOf(scope) + 1);
  return enough.some((candidate) => held.includes(candidate));
}
