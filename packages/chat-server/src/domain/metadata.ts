import { badRequest } from '../service-error.ts';
import type { StringRecord } from '../storage/rows.ts';

const encoder = new TextEncoder();

/** UTF-8 bytes of all keys and values. */
function metadataBytes(metadata: Readonly<Record<string, string | null>>): number {
  return Object.entries(metadata).reduce(
    (sum, [key, text]) => sum + encoder.encode(key).length + encoder.encode(text ?? '').length,
    0,
  );
}

/** @throws BadRequest when metadata is over its limit. */
export function assertMetadataFits(
  metadata: Readonly<Record<string, string | null>>,
  maxBytes: number,
): void {
  const bytes = metadataBytes(metadata);
  if (bytes > maxBytes) {
    throw badRequest(
      `"metadata" has ${bytes} bytes and the limit is ${maxBytes}. Nothing was done; store less there.`,
    );
  }
}

/**
 * Metadata after a merge patch: given keys replace, `null` removes, the others stay.
 * @throws BadRequest when the result is over the limit.
 */
export function mergeMetadata(
  before: StringRecord,
  patch: Readonly<Record<string, string | null>> | undefined,
  maxBytes: number,
): StringRecord {
  if (patch === undefined) return before;
  const merged = new Map<string, string | null>([
    ...Object.entries(before),
    ...Object.entries(patch),
  ]);
  const kept = [...merged].filter((entry): entry is [string, string] => entry[1] !== null);
  const metadata = Object.fromEntries(kept);
  assertMetadataFits(metadata, maxBytes);
  return metadata;
}
