/** Pictures that a page may show: they hold pixels and nothing that runs. */
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/**
 * Types that no browser runs as a page or a script. Only these are ever said of a file that is handed out. HTML, SVG, XML
 * and scripts are not among them.
 */
export const harmlessTypes: ReadonlySet<string> = new Set([
  ...pictures,
  ...['application/pdf', 'text/plain', 'text/csv', 'application/rtf'],
  ...['application/zip', 'application/x-zip-compressed', 'application/gzip'],
  ...['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
  ...[`${office}.wordprocessingml.document`, `${office}.spreadsheetml.sheet`],
  `${office}.presentationml.presentation`,
  ...[`${openDocument}.text`, `${openDocument}.spreadsheet`, `${openDocument}.presentation`],
  ...['audio/aac', 'audio/flac', 'audio/mp4', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/webm'],
  ...['video/mp4', 'video/mpeg', 'video/ogg', 'video/quicktime', 'video/webm'],
]);

/** Whether this is the name of a media type, in lower case and without parameters. */
export function isMediaType(text: string): boolean {
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$/.test(text);
}

/** Whether the list has this type, or its family as `image/*`. */
export function allowsType(types: readonly string[], mime: string): boolean {
  return types.includes(mime) || types.includes(mime.replace(/\/.*$/, '/*'));
}

/** As what a file of this type is handed out. What it really holds is never looked at. */
export function servedType(mime: string): string {
  return harmlessTypes.has(mime) ? mime : 'application/octet-stream';
}

/** Whether a browser may show a file of this type instead of saving it. */
export function isPicture(mime: string): boolean {
  return pictures.includes(mime);
}
