/** What the demo sends over IPC when it serves. */
export interface ReadyMessage {
  readonly type: 'ready';
  /** Address of the app. */
  readonly url: string;
  /** Address of the chat server. */
  readonly endpoint: string;
  readonly chatServerPid: number;
}

/** Reads an IPC message of the demo; undefined for every message but the one that says it is ready. */
export function readReadyMessage(message: unknown): ReadyMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if (!('type' in message) || message.type !== 'ready') return undefined;
  if (!('url' in message) || typeof message.url !== 'string') return undefined;
  if (!('endpoint' in message) || typeof message.endpoint !== 'string') return undefined;
  if (!('chatServerPid' in message) || typeof message.chatServerPid !== 'number') return undefined;
  const { url, endpoint, chatServerPid } = message;
  return { type: 'ready', url, endpoint, chatServerPid };
}
