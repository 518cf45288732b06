import type { SoakClient } from '../processes/soak-client.ts';
import type { SoakServer } from '../processes/soak-server.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Whom troubles strike. */
export interface TroubleStage {
  readonly clients: readonly SoakClient[];
  readonly server: SoakServer;
}

/** Something that goes wrong for a while. */
export interface Trouble {
  /** Whom it strikes and how, for the log. */
  readonly detail: string;
  /** How long it usually lasts, ms. */
  readonly usualMs: number;
  /** Lets it begin, and resolves to how to end it. */
  begin(): Promise<() => Promise<void> | void> | (() => Promise<void> | void);
}

/** Makes a trouble of one kind, with chance deciding what is open. */
type CreateTrouble = (stage: TroubleStage, random: SeededRandom) => Trouble;

const eventFrame = /"type":"event"/;
const sendRequest = /^POST .*\/messages\?/;
const hourMs = 3_600_000;

/** All kinds of troubles, by name. */
export const troubles: Readonly<Record<string, CreateTrouble>> = {
  cut: ({ clients }, random) => {
    const { role, proxy, addFaults } = random.pick(clients);
    return {
      detail: role.name,
      usualMs: random.between(1_000, 12_000),
      begin() {
        const heal = addFaults([{ do: 'refuse' }]);
        proxy.cut();
        return heal;
      },
    };
  },
  'cut of all': ({ clients }, random) => ({
    detail: 'all clients',
    usualMs: random.between(1_000, 5_000),
    begin() {
      const heals = clients.map(({ proxy, addFaults }) => {
        const heal = addFaults([{ do: 'refuse' }]);
        proxy.cut();
        return heal;
      });
      return () => heals.forEach((heal) => heal());
    },
  }),
  'half-open': ({ clients }, random) => {
    const { role, proxy, addFaults } = random.pick(clients);
    const isLost = random.next() < 0.5;
    return {
      detail: `${role.name}, ${isLost ? 'and what was sent is lost' : 'and what was sent arrives late'}`,
      usualMs: random.between(8_000, 25_000),
      begin() {
        const heal = addFaults([{ do: 'freeze' }]);
        proxy.freeze();
        return () => {
          heal();
          if (isLost) proxy.cut();
          else proxy.thaw();
        };
      },
    };
  },
  'lost events': ({ clients }, random) => {
    const { role, addFaults } = random.pick(clients);
    return {
      detail: `${role.name}, 20 %`,
      usualMs: 12_000,
      begin: () => addFaults([{ do: 'drop-frame', match: eventFrame, probability: 0.2 }]),
    };
  },
  'lost answers': ({ clients }, random) => {
    const { role, addFaults } = random.pick(clients);
    return {
      detail: `${role.name}, 30 % of its sends`,
      usualMs: 10_000,
      begin: () => addFaults([{ do: 'lose-response', match: sendRequest, probability: 0.3 }]),
    };
  },
  'stored, then 503': ({ server }) => ({
    detail: '2 % of all changes',
    usualMs: 15_000,
    begin: () =>
      server.addFaults([
        {
          where: 'rest',
          fault: 'commit-then-503',
          operations: ['sendMessage', 'updateMessage', 'deleteMessage'],
          probability: 0.02,
        },
      ]),
  }),
  'too many requests': ({ server }, random) => ({
    detail: 'half of all sends',
    usualMs: random.between(2_000, 6_000),
    begin: () =>
      server.addFaults([
        {
          where: 'rest',
          fault: 'status',
          status: 429,
          retryAfterSeconds: 2,
          operations: ['sendMessage'],
          probability: 0.5,
        },
      ]),
  }),
  'tokens revoked': ({ clients, server }, random) => {
    const { role, userId } = random.pick(clients);
    return {
      detail: role.user,
      usualMs: 0,
      async begin() {
        await server.revokeTokens(userId);
        return () => {};
      },
    };
  },
  'server killed': ({ server }, random) => ({
    detail: 'kill -9',
    usualMs: random.between(500, 4_000),
    async begin() {
      await server.kill();
      return () => server.restart();
    },
  }),
  'client stopped': ({ clients }, random) => {
    const { role, suspend } = random.pick(clients);
    return { detail: role.name, usualMs: 20_000, begin: suspend };
  },
  'clock moved': ({ clients }, random) => {
    const { device } = random.pick(clients).role;
    // The tabs of a device have one clock.
    const tabs = clients.filter(({ role }) => role.device === device);
    const offsetMs = random.next() < 0.5 ? hourMs : -hourMs;
    // A client that is stopped hears of it when it goes on.
    const setClocks = (ms: number): void =>
      tabs.forEach(({ line }) => void line.call('setClock', ms));
    return {
      detail: `${device}, ${offsetMs > 0 ? '+' : '-'}1 h`,
      usualMs: 20_000,
      begin() {
        setClocks(offsetMs);
        return () => setClocks(0);
      },
    };
  },
};
