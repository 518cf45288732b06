import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/**
 * Reads a packed package, whose files are all text.
 *
 * A tar archive holds 512-byte headers (name at 0, size in octal at 124, prefix at 345), each followed by its content,
 * padded to 512 bytes.
 *
 * @param {string} tarball Path of the `.tgz`.
 * @returns {Map<string, string>} Content by path, without the first folder.
 */
export function readTarball(tarball) {
  const archive = gunzipSync(readFileSync(tarball));
  /** @param {number} from @param {number} length */
  const text = (from, length) =>
    archive.toString('utf8', from, from + length).split('\0', 1)[0] ?? '';
  const files = new Map();
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const path = [text(at + 345, 155), text(at, 100)].filter(Boolean).join('/');
    files.set(
      path.slice(path.indexOf('/') + 1),
      archive.toString('utf8', at + 512, at + 512 + size),
    );
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
