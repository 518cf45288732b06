/** One row of a message list: where it is and how it is set off from its neighbours. What it shows, it reads itself. */
export interface MessageListItem {
  /** Unique in the list, and the same for the whole life of the row. */
  readonly key: string;
  /** First row of a group: shows the avatar and the name. */
  readonly groupStart: boolean;
  /** Last row of a group: shows the time. */
  readonly groupEnd: boolean;
  /** Any moment of the day that begins with this row, in milliseconds. Present when a day separator stands above it. */
  readonly day?: number;
  /** Set when the line above which everything is read stands above this row. */
  readonly divider?: 'unread';
}
