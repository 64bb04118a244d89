/**
 * Watches the connections of the server: closes those that are idle or stalled for too long, and the idlest when there
 * are too many.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { type Duration, duration } from '../../time/time.ts';
import { listNeedless } from './needless-connections.ts';
import { type FindOwner, noOwner } from './read-body.ts';

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
  /** Notes the begin of a request. */
  readonly begin: (request: IncomingMessage, response: ServerResponse) => Connection | undefined;
  /** Handles a request at once, or when enough earlier ones of its connection are done. */
  readonly inTurn: (connection: Connection | undefined, handle: () => void) => void;
  /** To be called once for each request, when its response was sent or interrupted. */
  readonly end: (connection: Connection | undefined) => void;
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

export interface Connection {
  readonly socket: Socket;
  inFlight: number;
  /** How many of these are being handled. */
  handled: number;
  /** Handle the others, the earliest first: one piece of a connection can contain hundreds of requests. */
  readonly waiting: (() => void)[];
  /** Who sent the latest request. */
  owner: string;
  /** Beyond the limit of connections, so that its requests get a 503. */
  isExcess: boolean;
  /** It is not read, since too many of its requests are in flight. */
  isHeld: boolean;
  /** The latest request, and its response. */
  request: IncomingMessage | undefined;
  response: ServerResponse | undefined;
  /** When it became idle, or last made progress. */
  since: number;
  /** The bytes that had come and gone by then. */
  bytes: number;
}

/**
 * @param now steady real time in milliseconds
 * @param isFull whether the memory for bodies is full
 * @param findOwner who sends a request: those with most connections make room first
 */
export function createConnections(
  limits: ConnectionLimits,
  now: () => number,
  isFull: () => boolean = () => false,
  findOwner: FindOwner = noOwner,
): Connections {
  const all = new Map<Socket, Connection>();
  let inFlight = 0;
  let isDraining = false;

  const accept = (socket: Socket): void => {
    const connection: Connection = {
      socket,
      inFlight: 0,
      handled: 0,
      waiting: [],
      owner: '',
      isExcess: false,
      isHeld: false,
      request: undefined,
      response: undefined,
      since: now(),
      bytes: 0,
    };
    if (all.size >= limits.maxConnections) connection.isExcess = !makeRoom();
    all.set(socket, connection);
    socket.once('close', () => forget(connection));
  };

  /** Closes a hundredth, so that not every new connection looks at all others. @returns whether there were any */
  const makeRoom = (): boolean => {
    const needless = listNeedless(all.values()).slice(0, Math.ceil(limits.maxConnections / 100));
    for (const one of needless) forget(one).destroy();
    return needless.length > 0;
  };

  const forget = (connection: Connection): Socket => {
    if (all.get(connection.socket) === connection) inFlight -= connection.inFlight;
    all.delete(connection.socket);
    connection.waiting.length = 0;
    return connection.socket;
  };

  const sweepIdle = (connection: Connection, time: number): void => {
    const { socket, since, bytes } = connection;
    // A request that has begun has its own time limit.
    if (time - since >= limits.keepAlive && socket.bytesRead === bytes) forget(connection).destroy();
  };

  const sweep = (): void => {
    const time = now();
    let unsent = 0;
    const slow: Connection[] = [];
    const patience = isFull() ? limits.stalledWhenFull : limits.stalled;
    for (const connection of all.values()) {
      if (connection.inFlight === 0) {
        if (limits.keepAlive > 0) sweepIdle(connection, time);
        continue;
      }
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
      if (connection === undefined) return undefined;
      if (connection.inFlight === 0) connection.since = now();
      connection.inFlight += 1;
      connection.owner = findOwner(request);
      inFlight += 1;
      connection.request = request;
      connection.response = response;
      if (connection.inFlight > limits.maxPipelined && !connection.isHeld) {
        connection.isHeld = true;
        connection.socket.pause();
      }
      return connection;
    },
    inTurn: (connection, handle) => {
      if (connection !== undefined && connection.handled >= limits.maxPipelined)
        connection.waiting.push(handle);
      else {
        if (connection !== undefined) connection.handled += 1;
        handle();
      }
    },
    end: (connection) => {
      if (connection === undefined || all.get(connection.socket) !== connection) return;
      connection.inFlight -= 1;
      inFlight -= 1;
      const next = connection.waiting.shift();
      if (next === undefined) connection.handled -= 1;
      else next();
      if (connection.isHeld && connection.inFlight <= limits.maxPipelined / 2) {
        connection.isHeld = false;
        connection.socket.resume();
      }
      if (connection.inFlight > 0) return;
      connection.request = undefined;
      connection.response = undefined;
      connection.since = now();
      connection.bytes = connection.socket.bytesRead;
    },
    drain: () => {
      isDraining = true;
    },
    mustClose: () => isDraining || limits.keepAlive === 0,
    closeUnused: () => {
      for (const { socket } of all.values()) if (socket.bytesRead === 0) socket.destroy();
    },
    sweep,
    size: () => all.size,
    inFlight: () => inFlight,
  };
}

/** What has come in, and what the system has taken of the responses. */
function countProgress(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten - socket.writableLength;
}

/** Whether the server itself does not read, so that the client is not to blame. */
function isOnHold({ isHeld, request }: Connection): boolean {
  return isHeld || request?.isPaused() === true;
}

/** Whether the client has not sent all of its body. */
function isSending({ request, response }: Connection): boolean {
  return request?.complete === false && response?.headersSent === false;
}

/** The client has not sent its body in time. */
function refuseLate({ socket, response }: Connection): void {
  // A response that waits for its turn cannot be sent now.
  if (response === undefined || response.socket === null) socket.destroy();
  else response.writeHead(408, { Connection: 'close', 'Content-Length': 0 }).end(() => socket.destroy());
}
