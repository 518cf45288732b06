/** UTF-8 bytes of a file name that every file system takes, with room for what a browser adds to it. */
const nameBytes = 200;

/** Characters of an ending that is kept when a long name is cut. */
const endingLength = 16;

/** What systems reserve for devices, whatever ending follows. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

// Control characters, line ends of Unicode, marks without width that only disguise, and all that turns the direction of
// writing: with it "gpj.exe" is shown as "exe.jpg". What joins emoji and letters stays.
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A name that can be shown, and be given to a file on any system: the last part of a path, without what is invisible,
 * reserved or a quote, and at most 200 bytes long. What nothing is left of becomes `file`.
 */
export function cleanFileName(given: string): string {
  const last =
    given
      .replaceAll(invisible, '')
      .split(/[/\\]/)
      .findLast((part) => part !== '') ?? '';
  const plain = trimDots(last.normalize('NFC').replaceAll(/[<>:"|?*]/g, '_'));
  const cut = trimDots(cutName(plain));
  if (cut === '') return 'file';
  return deviceName.test(cut) ? `_${cut}` : cut;
}

/** A leading dot hides a file, and Windows drops those at the end. */
function trimDots(name: string): string {
  return name.replaceAll(/^[\s.]+|[\s.]+$/gu, '');
}

function cutName(name: string): string {
  if (sizeOf(name) <= nameBytes) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= endingLength ? name.slice(dot) : '';
  let stem = '';
  let size = sizeOf(ending);
  // By characters, not by units: half a character would be none.
  for (const character of ending === '' ? name : name.slice(0, dot)) {
    size += sizeOf(character);
    if (size > nameBytes) break;
    stem += character;
  }
  return `${trimDots(stem)}${ending}`;
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
