import type { SocketCarrier, SocketPeer } from '../realtime/web-socket-like.ts';
import { findEventName } from './event-frames.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** Takes a socket and speaks a protocol on it. */
export type AcceptSocket = (carrier: SocketCarrier) => SocketPeer;

/** Something on its way out of the service, in order. */
interface Parcel {
  readonly delayMs: number;
  hand(): void;
}

/**
 * Puts the plan's troubles between the sockets and the protocol that `accept` speaks on them, which knows nothing
 * of them. Frames that carry no event pass, but never before what was written earlier.
 */
export function injectSocketFaults(
  accept: AcceptSocket,
  plan: FaultPlan,
  room: WaitingRoom,
): AcceptSocket {
  return (carrier) => {
    const lane: Parcel[] = [];
    let isWaiting = false;
    /** An event that waits for the next one to overtake it. */
    let heldBack: string | undefined;
    let isSilent = false;
    let forget = (): void => {};

    const handOn = (): void => {
      while (!isWaiting && !isSilent) {
        const parcel = lane.shift();
        if (parcel === undefined) return;
        if (parcel.delayMs === 0) {
          parcel.hand();
          continue;
        }
        isWaiting = true;
        room.callAfter(parcel.delayMs, () => {
          isWaiting = false;
          if (!isSilent) parcel.hand();
          handOn();
        });
      }
    };
    const queue = (delayMs: number, hand: () => void): void => {
      lane.push({ delayMs, hand });
      handOn();
    };
    const queueEvent = (delayMs: number, text: string): void => {
      queue(delayMs, () => carrier.send(text));
      if (heldBack === undefined) return;
      const overtaken = heldBack;
      heldBack = undefined;
      queue(0, () => carrier.send(overtaken));
    };

    const strike = (text: string): void => {
      const event = findEventName(text);
      if (event === undefined) return queue(0, () => carrier.send(text));
      const { rule, delayMs } = plan.strikeEvent(event);
      switch (rule?.fault) {
        case 'drop':
          return;
        case 'duplicate':
          queueEvent(delayMs, text);
          return queueEvent(0, text);
        case 'reorder':
          if (heldBack !== undefined) return queueEvent(delayMs, text);
          heldBack = text;
          return;
        case 'cut':
          return queue(delayMs, () => carrier.cut());
        case 'half-open':
          isSilent = true;
          // The protocol's own end is not told to anybody, so this is the only way to free the socket.
          forget = room.onClose(() => carrier.cut());
          return;
        default:
          return queueEvent(delayMs, text);
      }
    };

    const peer = accept({
      bufferedAmount: () => carrier.bufferedAmount(),
      send: (text) => {
        if (isSilent) return;
        if (plan.hasRealtimeRules || lane.length > 0 || isWaiting || heldBack !== undefined) {
          strike(text);
        } else carrier.send(text);
      },
      close: (code, reason) => {
        if (!isSilent) queue(0, () => carrier.close(code, reason));
      },
      cut: () => {
        if (!isSilent) carrier.cut();
      },
    });
    return {
      receive: (data) => {
        if (!isSilent) peer.receive(data);
      },
      closed: () => {
        forget();
        isSilent = true;
        lane.length = 0;
        peer.closed();
      },
    };
  };
}
