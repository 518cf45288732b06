/**
 * The value of `Content-Disposition` (RFC 6266): what to do with a file, and its name, once for old clients in ASCII
 * and once whole (RFC 8187). Nothing in `name` can end the value early.
 */
export function formatContentDisposition(kind: 'inline' | 'attachment', name: string): string {
  // A percent sign would be decoded by some clients, in the plain form too.
  const plain = name.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["\\%]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeExtended(name)}`;
}

function encodeExtended(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
