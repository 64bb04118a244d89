/**
 * Watches the connections of the server: closes those that are idle or stalled for too long, and the idlest when there
 * are too many.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { type Duration, duration } from '../../time/time.ts';

export interface ConnectionLimits {
  /** How long a connection may be idle after a response; 0 closes it with the response. */
  readonly keepAlive: Duration;
  /** How long a client may take for the head of a request. */
  readonly head: Duration;
  /** How long it may take for a whole request. */
  readonly request: Duration;
  /** How long a client may take for the next piece of its body, or of a response. */
  readonly stalled: Duration;
  /** The same while the memory for bodies is full. */
  readonly stalledWhenFull: Duration;
  /** How many connections there may be; beyond it the idlest is closed, or the new one gets a 503. */
  readonly maxConnections: number;
  /** How many requests of one connection are handled at a time; the others are read later. */
  readonly maxPipelined: number;
  /** How many bytes of responses may wait for clients that read slowly. */
  readonly maxUnsent: number;
  /** How often these limits are checked. */
  readonly checkEvery: Duration;
}

/** As nginx has them, which usually is in front of Django. */
export const defaultLimits: ConnectionLimits = {
  keepAlive: duration(75_000),
  head: duration(60_000),
  request: duration(300_000),
  stalled: duration(60_000),
  stalledWhenFull: duration(5000),
  maxConnections: 10_000,
  maxPipelined: 100,
  maxUnsent: 256 * 1024 * 1024,
  checkEvery: duration(1000),
};

export interface Connections {
  readonly accept: (socket: Socket) => void;
  /** @returns false if the server has no room for the connection: the request gets a 503 */
  readonly begin: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** To be called once for each request, when its response was sent or interrupted. */
  readonly end: (socket: Socket) => void;
  /** From now on, each response closes its connection. */
  readonly drain: () => void;
  /** Whether the next response has to close its connection. */
  readonly mustClose: () => boolean;
  /** Closes connections that never sent anything, as browsers open them in advance. */
  readonly closeUnused: () => void;
  /** Applies the limits of time and memory; to be called each second. */
  readonly sweep: () => void;
  readonly size: () => number;
  /** The number of requests that are being handled. */
  readonly inFlight: () => number;
}

interface Connection {
  readonly socket: Socket;
  inFlight: number;
  /** Beyond the limit of connections. */
  isExcess: boolean;
  /** It is not read, since too many of its requests are in flight. */
  isHeld: boolean;
  /** The latest request, and its response. */
  latest: { readonly request: IncomingMessage; readonly response: ServerResponse } | undefined;
  /** When it became idle, or last made progress. */
  since: number;
  /** The bytes that had come and gone by then. */
  bytes: number;
}

/**
 * @param now steady real time in milliseconds
 * @param isFull whether the memory for bodies is full
 */
export function createConnections(
  limits: ConnectionLimits,
  now: () => number,
  isFull: () => boolean = () => false,
): Connections {
  const all = new Map<Socket, Connection>();
  /** The longest idle first. */
  const idle = new Set<Connection>();
  let inFlight = 0;
  let isDraining = false;

  const accept = (socket: Socket): void => {
    const connection: Connection = {
      socket,
      inFlight: 0,
      isExcess: false,
      isHeld: false,
      latest: undefined,
      since: now(),
      bytes: 0,
    };
    if (all.size >= limits.maxConnections) {
      const [idlest] = idle;
      if (idlest === undefined) connection.isExcess = true;
      else forget(idlest).destroy();
    }
    all.set(socket, connection);
    idle.add(connection);
    socket.once('close', () => forget(connection));
  };

  const forget = (connection: Connection): Socket => {
    if (all.get(connection.socket) === connection) inFlight -= connection.inFlight;
    all.delete(connection.socket);
    idle.delete(connection);
    return connection.socket;
  };

  const sweepIdle = (time: number): void => {
    for (const connection of idle) {
      const { socket, since, bytes } = connection;
      if (time - since < limits.keepAlive) break;
      // A request that has begun has its own time limit.
      if (socket.bytesRead === bytes) forget(connection).destroy();
    }
  };

  const sweepBusy = (time: number): void => {
    let unsent = 0;
    const slow: Connection[] = [];
    const patience = isFull() ? limits.stalledWhenFull : limits.stalled;
    for (const connection of all.values()) {
      if (connection.inFlight === 0) continue;
      const { socket } = connection;
      const bytes = countProgress(socket);
      if (bytes !== connection.bytes || isOnHold(connection)) {
        connection.bytes = bytes;
        connection.since = time;
      }
      unsent += socket.writableLength;
      if (isSending(connection)) {
        if (time - connection.since >= patience) refuseLate(connection);
      } else if (socket.writableLength > 0) {
        slow.push(connection);
        if (time - connection.since >= limits.stalled) socket.destroy();
      }
    }
    slow.sort((one, other) => one.since - other.since);
    for (const { socket } of slow) {
      if (unsent <= limits.maxUnsent) break;
      unsent -= socket.writableLength;
      socket.destroy();
    }
  };

  return {
    accept,
    begin: (request, response) => {
      const connection = all.get(request.socket);
      if (connection === undefined) return true;
      if (connection.inFlight === 0) {
        idle.delete(connection);
        connection.since = now();
      }
      connection.inFlight += 1;
      inFlight += 1;
      connection.latest = { request, response };
      if (connection.inFlight > limits.maxPipelined && !connection.isHeld) {
        connection.isHeld = true;
        connection.socket.pause();
      }
      return !connection.isExcess;
    },
    end: (socket) => {
      const connection = all.get(socket);
      if (connection === undefined) return;
      connection.inFlight -= 1;
      inFlight -= 1;
      if (connection.isHeld && connection.inFlight <= limits.maxPipelined / 2) {
        connection.isHeld = false;
        socket.resume();
      }
      if (connection.inFlight > 0) return;
      connection.latest = undefined;
      connection.since = now();
      connection.bytes = socket.bytesRead;
      idle.add(connection);
    },
    drain: () => {
      isDraining = true;
    },
    mustClose: () => isDraining || limits.keepAlive === 0,
    closeUnused: () => {
      for (const { socket } of idle) if (socket.bytesRead === 0) socket.destroy();
    },
    sweep: () => {
      const time = now();
      if (limits.keepAlive > 0) sweepIdle(time);
      sweepBusy(time);
    },
    size: () => all.size,
    inFlight: () => inFlight,
  };
}

/** What has come in, and what the system has taken of the responses. */
function countProgress(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten - socket.writableLength;
}

/** Whether the server itself does not read, so that the client is not to blame. */
function isOnHold({ isHeld, latest }: Connection): boolean {
  return isHeld || latest?.request.isPaused() === true;
}

/** Whether the client has not sent all of its body. */
function isSending({ latest }: Connection): boolean {
  return latest !== undefined && !latest.request.complete && !latest.response.headersSent;
}

/** The client has not sent its body in time. */
function refuseLate({ socket, latest }: Connection): void {
  const response = latest?.response;
  // A response that waits for its turn cannot be sent now.
  if (response === undefined || response.socket === null) socket.destroy();
  else response.writeHead(408, { Connection: 'close', 'Content-Length': 0 }).end(() => socket.destroy());
}
