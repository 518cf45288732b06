/** Gives the reader a file. With a `name` it is saved under it, and never shown; without one it opens in a tab apart from this page. */
export function saveFile(address: string, name: string | undefined): void {
  const link = document.createElement('a');
  link.href = address;
  link.rel = 'noopener noreferrer';
  if (name === undefined) link.target = '_blank';
  else link.download = name;
  link.click();
}
