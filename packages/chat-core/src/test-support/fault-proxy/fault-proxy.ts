import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { carryConnection, type CarriedConnection } from './carried-connection.ts';
import { createFaultRules, type NetworkFault } from './fault-rules.ts';

/** A port on this computer that leads to another one, with troubles in between. */
export interface FaultProxy {
  /** Base URL, without a trailing slash. */
  readonly endpoint: string;
  /** Open connections. */
  readonly connections: number;
  /** Puts these faults in place of the present ones; `[]` ends them. What is frozen stays so until {@link FaultProxy.thaw}. */
  setFaults(faults: readonly NetworkFault[]): void;
  /** Resets all connections, or only the WebSockets. New ones come through. */
  cut(which?: 'all' | 'sockets'): void;
  /** Lets nothing pass any more on the present connections, or only on the WebSockets; nobody is told. */
  freeze(which?: 'all' | 'sockets'): void;
  /** Everything that is frozen goes on, with what was sent meanwhile. */
  thaw(): void;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  /** Port of the server on this computer. */
  readonly targetPort: number;
  /** In [0, 1): decides about faults with a probability. */
  readonly random?: () => number;
  /** Called with the method and path of each request that goes on to the server. */
  readonly onRequest?: (methodAndPath: string) => void;
}

/** Opens a proxy on a free port. */
export async function createFaultProxy({
  targetPort,
  random = Math.random,
  onRequest = () => {},
}: FaultProxyOptions): Promise<FaultProxy> {
  const rules = createFaultRules(random);
  const connections = new Set<CarriedConnection>();
  const listener = createServer((client) => {
    const fault = rules.strikeConnection();
    if (fault?.do === 'refuse') return void client.resetAndDestroy();
    const connection = carryConnection(client, {
      rules,
      targetPort,
      onRequest,
      onEnd: (ended) => connections.delete(ended),
    });
    connections.add(connection);
    if (fault?.do === 'freeze') connection.freeze();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  // A server that listens on a port has this kind of address.
  const { port } = listener.address() as AddressInfo;

  const pick = (which: 'all' | 'sockets'): CarriedConnection[] =>
    [...connections].filter(({ isWebSocket }) => which === 'all' || isWebSocket);

  return {
    endpoint: `http://127.0.0.1:${port}`,
    get connections() {
      return connections.size;
    },
    setFaults: rules.set,
    cut(which = 'all') {
      for (const connection of pick(which)) connection.cut();
    },
    freeze(which = 'all') {
      for (const connection of pick(which)) connection.freeze();
    },
    thaw() {
      for (const connection of connections) connection.thaw();
    },
    async close() {
      const closed = once(listener, 'close');
      listener.close();
      for (const connection of connections) connection.cut();
      await closed;
    },
  };
}
