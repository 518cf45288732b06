import { createContext, type Context } from 'react';

/** Where attachments come from that their address alone does not open. */
export interface AttachmentSource {
  /** Whether the service asks who reads it. Such an attachment is read here, and never by its address. */
  needsToken(url: string): boolean;
  /** The bytes of an attachment. */
  read(url: string, options: { readonly signal?: AbortSignal }): Promise<Blob>;
}

/** Loads the source. The same function between renders: what it has read is kept as long as it. */
export type LoadAttachmentSource = () => Promise<AttachmentSource>;

/** Carries the source of the attachments below. `null`: the address of each opens it. */
export const AttachmentSourceContext: Context<LoadAttachmentSource | null> =
  createContext<LoadAttachmentSource | null>(null);
