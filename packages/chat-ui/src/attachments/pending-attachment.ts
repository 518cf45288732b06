import type { ChatFailure } from '@confab/chat-core/model';

/** A file that is on its way into a message. */
export interface PendingAttachment {
  readonly id: string;
  readonly name: string;
  /** Media type, such as `image/png`. */
  readonly mime: string;
  readonly bytes: number;
  readonly state: 'waiting' | 'uploading' | 'uploaded' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  /** Why it failed, and whether it may work later. */
  readonly failure?: ChatFailure | undefined;
}
