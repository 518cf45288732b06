/** Whether this is a web page: neither a server nor a worker. */
export function isPage(): boolean {
  return typeof globalThis.window?.XMLHttpRequest === 'function';
}
