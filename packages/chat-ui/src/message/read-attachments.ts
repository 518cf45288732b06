import type { LoadAttachmentSource } from './attachment-source.ts';

/** What opens an attachment: its own address, or one of this page for what had to be read. */
export interface ReadAttachment {
  readonly address: string;
  /** The address is of this page: nothing else may open it in a tab of its own, because it would have the rights of the page. */
  readonly isLocal: boolean;
}

/** So many read attachments are kept, so that scrolling back reads nothing again. */
const maximumKept = 60;

/** What was read, by source and address, oldest first. */
const kept = new WeakMap<LoadAttachmentSource, Map<string, string>>();

/** Opens an attachment, which may have been read before. */
export async function readAttachment(
  load: LoadAttachmentSource,
  url: string,
  signal: AbortSignal,
): Promise<ReadAttachment> {
  const known = keptOf(load);
  const before = known.get(url);
  if (before !== undefined) return { address: keep(known, url, before), isLocal: true };
  const source = await load();
  if (!source.needsToken(url)) return { address: url, isLocal: false };
  const blob = await source.read(url, { signal });
  return { address: keep(known, url, URL.createObjectURL(blob)), isLocal: true };
}

function keptOf(load: LoadAttachmentSource): Map<string, string> {
  const known = kept.get(load) ?? new Map<string, string>();
  kept.set(load, known);
  return known;
}

/** Notes an address as the one that was used last, and lets go of the one that was not for longest. */
function keep(known: Map<string, string>, url: string, address: string): string {
  const other = known.get(url);
  if (other !== undefined && other !== address) URL.revokeObjectURL(address);
  known.delete(url);
  known.set(url, other ?? address);
  const [oldest] = known;
  if (known.size > maximumKept && oldest !== undefined) {
    known.delete(oldest[0]);
    URL.revokeObjectURL(oldest[1]);
  }
  return other ?? address;
}
