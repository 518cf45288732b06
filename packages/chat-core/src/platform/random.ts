/** Where the kit takes chance from. Tests give one that repeats. */
export interface RandomSource {
  /** A number from 0 up to, but not including, 1. Spreads retries; never used for secrets. */
  next(): number;
  /** A version 4 UUID, as lower-case text. */
  createUuid(): string;
}

/** The random source of the platform. */
export const systemRandom: RandomSource = {
  next: () => Math.random(),
  createUuid,
};

function createUuid(): string {
  // Pages that are served over http from another machine have getRandomValues, but no randomUUID.
  if (typeof globalThis.crypto.randomUUID === 'function') return globalThis.crypto.randomUUID();
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return ((byte & 0x0f) | 0x40).toString(16).padStart(2, '0');
    if (index === 8) return ((byte & 0x3f) | 0x80).toString(16).padStart(2, '0');
    return byte.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
