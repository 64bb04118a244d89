// The limits of time and memory for connections, with a simulated clock and simulated sockets.
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { duration } from '../../time/time.ts';
import { createConnections, defaultLimits, type Connection, type ConnectionLimits } from './connections.ts';
import { findMaxConnections } from './max-connections.ts';

class FakeSocket extends EventEmitter {
  bytesRead = 0;
  bytesWritten = 0;
  writableLength = 0;
  isPaused = false;
  isDestroyed = false;
  destroy(): this {
    this.isDestroyed = true;
    this.emit('close');
    return this;
  }
  pause(): this {
    this.isPaused = true;
    return this;
  }
  resume(): this {
    this.isPaused = false;
    return this;
  }
}

function simulate(limits: Partial<ConnectionLimits> = {}) {
  let now = 0;
  let isFull = false;
  const connections = createConnections(
    { ...defaultLimits, ...limits },
    () => now,
    () => isFull,
  );
  const begun = new Map<FakeSocket, Connection>();
  const handled: FakeSocket[] = [];
  const connect = () => {
    const socket = new FakeSocket();
    connections.accept(socket as unknown as Socket);
    return socket;
  };
  /** A request on this connection. @param state of its body, and of its response */
  const begin = (socket: FakeSocket, { complete = true, isPaused = false, headersSent = false } = {}) => {
    const statuses: number[] = [];
    socket.bytesRead += 100;
    const response = {
      headersSent,
      socket,
      writeHead: (status: number) => ({ end: () => statuses.push(status) }),
    };
    const request = { socket, complete, isPaused: () => isPaused };
    const connection = connections.begin(
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse,
    );
    if (connection !== undefined) begun.set(socket, connection);
    connections.inTurn(connection, () => handled.push(socket));
    return { hasRoom: connection?.isExcess === false, statuses };
  };
  return {
    connections,
    connect,
    begin,
    countHandled: (socket: FakeSocket) => handled.filter((one) => one === socket).length,
    end: (socket: FakeSocket) => connections.end(begun.get(socket)),
    /** Lets seconds pass, with a sweep in each. */
    pass: (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        now += 1000;
        connections.sweep();
      }
    },
    fill: (full: boolean) => {
      isFull = full;
    },
  };
}

test('a client that polls every five seconds, or every minute, keeps its connection for hours', () => {
  for (const interval of [5, 30, 60, 74]) {
    const { connect, begin, end, pass } = simulate();
    const socket = connect();
    for (let polls = 0; polls < 100; polls += 1) {
      begin(socket);
      end(socket);
      pass(interval);
    }
    expect([interval, socket.isDestroyed]).toEqual([interval, false]);
    pass(75);
    expect(socket.isDestroyed).toBe(true);
  }
});

test('a request that began on an idle connection is not cut off', () => {
  const { connect, begin, end, pass } = simulate();
  const socket = connect();
  begin(socket);
  end(socket);
  pass(74);
  socket.bytesRead += 10;
  pass(10);
  expect(socket.isDestroyed).toBe(false);
});

test('a slow response is no reason to close its connection, as long as the client takes what there is', () => {
  const { connect, begin, pass } = simulate();
  const socket = connect();
  begin(socket);
  pass(3600);
  expect(socket.isDestroyed).toBe(false);
});

test.each([
  ['a minute', false, 60],
  ['five seconds while the memory for bodies is full', true, 5],
])('a body may pause for %s', (_, full, seconds) => {
  const { connect, begin, pass, fill } = simulate();
  fill(full);
  const socket = connect();
  const { statuses } = begin(socket, { complete: false });
  pass(seconds);
  socket.bytesRead += 1;
  pass(seconds);
  expect(statuses).toEqual([]);
  pass(1);
  expect(statuses).toEqual([408]);
});

test('a body that the mock itself does not read may take any time', () => {
  const { connect, begin, pass } = simulate();
  const { statuses } = begin(connect(), { complete: false, isPaused: true });
  pass(600);
  expect(statuses).toEqual([]);
});

test('a client that takes nothing of its response for a minute loses its connection', () => {
  const { connect, begin, pass } = simulate();
  const socket = connect();
  begin(socket, { headersSent: true });
  [socket.bytesWritten, socket.writableLength] = [1000, 900];
  pass(60);
  socket.writableLength = 800;
  pass(60);
  expect(socket.isDestroyed).toBe(false);
  pass(1);
  expect(socket.isDestroyed).toBe(true);
});

test('when too much waits for slow clients, those without progress for longest go first', () => {
  const { connect, begin, pass } = simulate({ maxUnsent: 1000 });
  const sockets = [1, 2, 3].map((nth) => {
    const socket = connect();
    begin(socket, { headersSent: true });
    [socket.bytesWritten, socket.writableLength] = [500, 400];
    pass(nth === 1 ? 5 : 0);
    return socket;
  });
  pass(1);
  expect(sockets.map(({ isDestroyed }) => isDestroyed)).toEqual([true, false, false]);
});

test('of the connections beyond the limit, the idlest are closed, and busy ones never', () => {
  const { connections, connect, begin, end, pass } = simulate({ maxConnections: 3 });
  const [first, second, third] = [connect(), connect(), connect()];
  begin(first);
  begin(second);
  pass(1);
  end(second);
  const fourth = connect();
  expect([first, second, third, fourth].map(({ isDestroyed }) => isDestroyed)).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(connections.size()).toBe(3);
  expect(begin(fourth).hasRoom).toBe(true);
  begin(second);
  expect(begin(connect()).hasRoom).toBe(false);
});

test('a connection with too many requests in flight is not read until half of them are done', () => {
  const { connect, begin, end } = simulate({ maxPipelined: 4 });
  const socket = connect();
  for (let requests = 0; requests < 5; requests += 1) begin(socket);
  expect(socket.isPaused).toBe(true);
  for (let requests = 0; requests < 2; requests += 1) end(socket);
  expect(socket.isPaused).toBe(true);
  end(socket);
  expect(socket.isPaused).toBe(false);
});

test('of the requests that come in one piece, only so many are handled at a time, and a closed connection has no turn', () => {
  const { connect, begin, countHandled, end } = simulate({ maxPipelined: 4 });
  const [greedy, other] = [connect(), connect()];
  for (let requests = 0; requests < 600; requests += 1) begin(greedy);
  begin(other);
  expect([countHandled(greedy), countHandled(other)]).toEqual([4, 1]);
  for (let requests = 0; requests < 300; requests += 1) end(greedy);
  expect(countHandled(greedy)).toBe(304);
  greedy.destroy();
  end(greedy);
  expect(countHandled(greedy)).toBe(304);
});

test('counts end at zero, however connections and requests end', () => {
  const { connections, connect, begin, end } = simulate({ keepAlive: duration(1000) });
  const [first, second] = [connect(), connect()];
  begin(first);
  first.destroy();
  end(first);
  begin(second);
  begin(second);
  end(second);
  second.destroy();
  end(second);
  expect([connections.size(), connections.inFlight()]).toEqual([0, 0]);
});

test.each([
  ['Max open files            1024                 1048576              files', 839],
  ['Max open files            1048576              1048576              files', 10_000],
  ['Max open files            64                   64                   files', 10],
  [undefined, 10_000],
])('with the limits "%s" there may be %i connections', (limits, max) => {
  expect(findMaxConnections(limits)).toBe(max);
});
