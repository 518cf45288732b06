/** One of the demo's people. */
export interface DemoAccount {
  /** Name in the address: `/?user=ada`. */
  readonly id: string;
  readonly displayName: string;
  /** The user's part of the raw id. Colours come from it, so these four look different in every installation. */
  readonly uuid: string;
  /** One line for the sign-in page. */
  readonly role: string;
}

/** The people who share the demo's threads. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    id: 'ada',
    uuid: '0000000a-c0fa-4b00-8000-616461000000',
    displayName: 'Ada',
    role: 'Release lead',
  },
  {
    id: 'grace',
    uuid: '00000011-c0fa-4b00-8000-677261636500',
    displayName: 'Grace',
    role: 'Quality',
  },
  {
    id: 'linus',
    uuid: '00000001-c0fa-4b00-8000-6c696e757300',
    displayName: 'Linus',
    role: 'Payments',
  },
  {
    id: 'min-jun',
    uuid: '00000007-c0fa-4b00-8000-6d696e2d6a75',
    displayName: 'Min-jun',
    role: 'Design, Seoul',
  },
];
