export { exportThread, type ThreadExport } from './export-thread.ts';
export type { ExportedMessage, ExportedPerson, ExportedThread } from './exported-thread.ts';
export type { ReadThreadOptions } from './read-thread.ts';
export { writeHtml, type WriteHtmlOptions } from './write-html.ts';
