import { afterEach, expect } from 'vitest';

import {
  createScriptedTransport,
  type ScriptedTransport,
  type ScriptedTransportInit,
} from './scripted-transport.ts';

/** The scripted transports of a test file. Each is stopped after its test, and must leave nothing open. */
export interface TransportScene {
  create(init?: Partial<ScriptedTransportInit>): ScriptedTransport;
  /** One that has connected. */
  createConnected(init?: Partial<ScriptedTransportInit>): Promise<ScriptedTransport>;
}

/** Sets a {@link TransportScene} for all tests of a file. */
export function setTransportScene(): TransportScene {
  let current: ScriptedTransport | undefined;
  afterEach(() => {
    current?.transport.stop();
    current?.ledger.requireNothingOpen();
    expect(current?.sockets.filter(({ isEnded }) => !isEnded) ?? []).toEqual([]);
    current = undefined;
  });
  const create: TransportScene['create'] = (init = {}) => {
    current = createScriptedTransport({ getToken: () => 'token-1', ...init });
    return current;
  };
  return {
    create,
    async createConnected(init) {
      const scripted = create(init);
      const started = scripted.transport.start();
      await scripted.welcome();
      await started;
      return scripted;
    },
  };
}
