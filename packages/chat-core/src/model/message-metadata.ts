/**
 * The metadata that an app keeps in its messages: each key with the texts that it can have. It is empty here; an app adds its own keys
 * once, and from then on they are typed wherever messages are read or written. Names that begin with `confab.` belong to the kit.
 *
 * @example
 * declare module '@confab/chat-core' {
 *   interface CustomMessageMetadata {
 *     'acme.priority': 'high' | 'low';
 *   }
 * }
 */
export interface CustomMessageMetadata {}

/**
 * What a message carries beside its content: texts by name. Names of {@link CustomMessageMetadata} take and give only the texts that are
 * declared for them. That is a promise between the app's own versions: nobody checks what another client has sent.
 */
export type MessageMetadata = Readonly<Record<string, string>> &
  // Beside an empty object, texts by any name would be lost in `metadata ?? {}`.
  (keyof CustomMessageMetadata extends never ? unknown : Partial<Readonly<CustomMessageMetadata>>);
