import type { CallerName } from '../clients/callers.ts';
import { runClients } from '../clients/run-clients.ts';
import type { Place } from '../clients/run-clients.ts';
import type { TurnPlan, Turns } from '../clients/take-turns.ts';
import type { Budget } from '../src/budget.ts';
import { compareQuantile } from '../src/compare-rounds.ts';
import type { Figure, LoadRow } from '../src/load-row.ts';

const PLAN: TurnPlan = { rounds: 50, warmUpRounds: 15, callsPerRound: 10 };

/** The most that a call may take compared with bare `fetch`, `JSON.parse` and dates. */
const AGAINST_FETCH: Readonly<Record<Place, Budget>> = {
  Chromium: { ratioAtMost: 1.15 },
  Node: { ratioAtMost: 1.25 },
};

/** Only a page has to load and run a client beside everything else, so only there it has to be the faster one. */
const AGAINST_OFFICIAL: Readonly<Record<Place, Budget | undefined>> = {
  Chromium: { ratioAtMost: 1 },
  Node: undefined,
};

/** Calls of `ChatThreadClient` over https, against bare `fetch` and against Azure's own client. */
export const clientRows: readonly LoadRow[] = (['Chromium', 'Node'] as const).map((place) => ({
  name: `Send a message and list 200 with a client in ${place}`,
  run: async ({ folder }) => {
    const { sendMessage, listMessages } = await runClients(place, folder, PLAN);
    return [
      ...compareCall('sendMessage', sendMessage, place),
      ...compareCall('listMessages of 200', listMessages, place),
    ];
  },
}));

function compareCall(call: string, turns: Turns<CallerName>, place: Place): Figure[] {
  const against = (rival: CallerName, share: number, budget?: Budget): Figure => {
    const name = `${call}, p${share * 100}`;
    const rounds = { [rival]: turns[rival], 'chat-core': turns['chat-core'] };
    return compareQuantile(name, share, rounds, budget);
  };
  return [
    against('bare fetch', 0.5, AGAINST_FETCH[place]),
    against('bare fetch', 0.95),
    against('official client', 0.5, AGAINST_OFFICIAL[place]),
  ];
}
