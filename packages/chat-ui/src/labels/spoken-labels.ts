/** What is announced to screen readers, or said of threads that are not open. */
export interface SpokenLabels {
  /** A message has arrived. `text` is one line without markup. */
  readonly arrived: (sender: string, text: string) => string;
  /** The same of a message that mentions the reader. */
  readonly arrivedMention: (sender: string, text: string) => string;
  readonly sendingFailed: (text: string) => string;
  /** An edit or a deletion was refused. */
  readonly changeFailed: string;
  /** Said when somebody, or this user, deletes a message in the open thread. */
  readonly messageDeleted: (sender: string | undefined) => string;
  /** The same, of a thread that is not open. */
  readonly sendingFailedIn: (topic: string) => string;
  readonly changeFailedIn: (topic: string) => string;
}
