// A process that opens, and closes again, each data folder that it is told. It answers with an empty text, or with what went wrong.
import { openLibsqlStorage } from '../node/libsql-storage.ts';

process.on('message', (folder: string) => {
  openLibsqlStorage(folder)
    .then((storage) => storage.close())
    .then(
      () => process.send?.(''),
      (error: unknown) => process.send?.(String(error)),
    );
});
process.send?.('ready');
