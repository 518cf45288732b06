/** What `service.fetch` rejects with, in place of an answer, when the connection is broken on purpose. */
export class LostConnectionError extends TypeError {
  override readonly name = 'LostConnectionError';

  constructor() {
    super(
      'The connection was lost before the answer arrived, so it is not known whether the request was carried out.',
    );
  }
}
