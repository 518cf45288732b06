/** How a soak runs. Times in milliseconds. */
export interface SoakPlan {
  /** Decides what is said, by whom, and which troubles come when. */
  readonly seed: number;
  /** How long people talk while troubles come. */
  readonly loadMs: number;
  /** How long everything may take to be the same everywhere, once all troubles have ended. */
  readonly healMs: number;
  readonly threads: number;
  /** What all clients together say, ask to edit and ask to delete in a second. */
  readonly actionsPerSecond: number;
  /** Shares of the actions, from 0 to 1. The rest sends. */
  readonly editShare: number;
  readonly deleteShare: number;
  /** Between the beginnings of two troubles. */
  readonly pauseMs: readonly [least: number, most: number];
  /** Troubles last this share of their usual time. */
  readonly troubleShare: number;
}

/** From this long on the trend of the memory means something. */
export const memoryNeedsMs: number = 10 * 60_000;

/** The plan for so many minutes of load. Below three minutes troubles are shorter and come faster, so that all kinds come. */
export function createSoakPlan(minutes: number, seed: number): SoakPlan {
  const isShort = minutes < 3;
  return {
    seed,
    loadMs: minutes * 60_000,
    healMs: 60_000,
    threads: 6,
    actionsPerSecond: 20,
    editShare: 0.1,
    deleteShare: 0.05,
    pauseMs: isShort ? [1_000, 3_000] : [5_000, 15_000],
    troubleShare: isShort ? 0.25 : 1,
  };
}

/** One client process: a tab of a user on a device. Tabs of a device share what is stored there. */
export interface ClientRole {
  /** Such as `ada-1a`: user, device, tab. Begins every text that it sends. */
  readonly name: string;
  readonly user: string;
  readonly device: string;
  /** Otherwise it hears nothing of what the service can do beyond Azure's, and looks for what may be stored. */
  readonly isIdempotent: boolean;
}

/** Two people with two devices each, and two tabs on each device. One of the devices believes that it talks to Azure. */
export const clientRoles: readonly ClientRole[] = ['ada', 'grace'].flatMap((user) =>
  ['1', '2'].flatMap((number) =>
    ['a', 'b'].map((tab) => ({
      name: `${user}-${number}${tab}`,
      user,
      device: `${user}-${number}`,
      isIdempotent: `${user}-${number}` !== 'grace-2',
    })),
  ),
);
