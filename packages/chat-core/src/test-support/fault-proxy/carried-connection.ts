import { connect, type Socket } from 'node:net';
import type { FaultRules, Pace } from './fault-rules.ts';
import { createMessageReader } from './message-reader.ts';
import { createPacedWriter } from './paced-writer.ts';
import {
  isUpgrade,
  measureAnything,
  measureFrame,
  measureHttpMessage,
  readFrameText,
  readRequestLine,
} from './wire-measures.ts';

/** One connection through the proxy. */
export interface CarriedConnection {
  readonly isWebSocket: boolean;
  /** Nothing passes, in either direction, and nobody is told. What is sent meanwhile is kept. */
  freeze(): void;
  thaw(): void;
  /** Ends it with a reset on both sides. */
  cut(): void;
}

/** What a connection needs of its proxy. */
export interface CarrierPorts {
  readonly rules: FaultRules;
  /** Port of the server on this computer. */
  readonly targetPort: number;
  onRequest(methodAndPath: string): void;
  onEnd(connection: CarriedConnection): void;
}

/** Carries what a client sends to the server and back, until one of them ends it or a fault does. */
export function carryConnection(client: Socket, ports: CarrierPorts): CarriedConnection {
  const { rules } = ports;
  const server = connect(ports.targetPort, '127.0.0.1');
  const fromClient = createMessageReader(client);
  const fromServer = createMessageReader(server);
  const toClient = createPacedWriter(client, () => frozen?.promise);
  const toServer = createPacedWriter(server, () => frozen?.promise);
  let frozen: { readonly promise: Promise<void>; readonly end: () => void } | undefined;
  let isWebSocket = false;

  const connection: CarriedConnection = {
    get isWebSocket() {
      return isWebSocket;
    },
    freeze() {
      if (frozen !== undefined) return;
      let end = (): void => {};
      const promise = new Promise<void>((resolve) => (end = resolve));
      frozen = { promise, end };
      // What is not read is not acknowledged for ever, and no end or reset of the other side is seen.
      client.pause();
      server.pause();
    },
    thaw() {
      frozen?.end();
      frozen = undefined;
      client.resume();
      server.resume();
    },
    cut() {
      frozen?.end();
      frozen = undefined;
      client.resetAndDestroy();
      // A connection that is not there yet cannot be reset.
      if (server.connecting) server.destroy();
      else server.resetAndDestroy();
    },
  };

  /** Carries one request and its answer. False when nothing can follow on this connection. */
  async function exchange(): Promise<boolean> {
    const request = await fromClient.next(measureHttpMessage);
    if (request === undefined) return false;
    const line = readRequestLine(request);
    const fault = rules.strikeRequest(line);
    if (fault?.do === 'lose-request') {
      connection.cut();
      return false;
    }
    if (fault?.do === 'answer') {
      await toClient(Buffer.from(fault.response));
      return true;
    }
    ports.onRequest(line);
    const pace = fault?.do === 'slow' ? fault : {};
    void toServer(request, pace);
    const answer = await fromServer.next(measureHttpMessage);
    if (answer === undefined) return false;
    const response = fault?.do === 'replace-response' ? Buffer.from(fault.response) : answer;
    if (fault?.do === 'hold-response') connection.freeze();
    if (fault?.do === 'truncate-response')
      await toClient(response.subarray(0, response.length / 2));
    if (fault?.do === 'lose-response' || fault?.do === 'truncate-response') {
      connection.cut();
      return false;
    }
    isWebSocket = isUpgrade(response);
    await toClient(response, pace);
    if (!isWebSocket) return true;
    await Promise.all([carryFrames(pace), carryBytes(pace)]);
    return false;
  }

  async function carryFrames(pace: Pace): Promise<void> {
    let frame = await fromServer.next(measureFrame);
    while (frame !== undefined) {
      const fault = rules.strikeFrame(readFrameText(frame))?.do;
      if (fault === 'cut-before-frame') {
        // Once what was written before has left.
        await toClient(Buffer.alloc(0));
        return connection.cut();
      }
      if (fault !== 'drop-frame') void toClient(frame, pace);
      if (fault === 'duplicate-frame') void toClient(frame, pace);
      frame = await fromServer.next(measureFrame);
    }
    client.end();
  }

  /** What the client says is not looked into: its frames are masked. */
  async function carryBytes(pace: Pace): Promise<void> {
    let bytes = await fromClient.next(measureAnything);
    while (bytes !== undefined) {
      void toServer(bytes, pace);
      bytes = await fromClient.next(measureAnything);
    }
    server.end();
  }

  async function carry(): Promise<void> {
    while (await exchange());
    client.end();
    server.end();
  }

  for (const socket of [client, server]) {
    // A reset on one side is a reset on the other. Without a listener it would end the process.
    socket.on('error', () => connection.cut());
    socket.setNoDelay(true);
  }
  // The server ends connections that are idle.
  server.on('end', () => client.end());
  client.on('close', () => {
    server.destroy();
    ports.onEnd(connection);
  });
  void carry();
  return connection;
}
