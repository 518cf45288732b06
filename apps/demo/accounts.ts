/** One of the demo's people. */
export interface DemoAccount {
  /** Name in the address: `/?user=ada`. */
  readonly id: string;
  readonly displayName: string;
  /** One line for the sign-in page. */
  readonly role: string;
}

/** The people who share the demo's threads. */
export const demoAccounts: readonly DemoAccount[] = [
  { id: 'ada', displayName: 'Ada', role: 'Release lead' },
  { id: 'grace', displayName: 'Grace', role: 'Quality' },
  { id: 'linus', displayName: 'Linus', role: 'Payments' },
  { id: 'min-jun', displayName: 'Min-jun', role: 'Design, Seoul' },
];
