/** Opens a line to all other pages and workers of this origin; `undefined` where there is none. */
export function openBroadcastChannel(name: string): BroadcastChannel | undefined {
  try {
    const channel = new globalThis.BroadcastChannel(name);
    // In Node an open channel would keep the process from ending.
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref();
    return channel;
  } catch {
    return undefined;
  }
}
