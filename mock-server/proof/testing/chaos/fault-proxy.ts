/** A TCP proxy that can cut and stall the connections that go through it. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FaultProxy {
  readonly port: number;
  /** Cuts all connections. @returns how many there were */
  readonly cut: () => number;
  /** Holds back everything that is sent, also over new connections: in both directions, or only what comes back. */
  readonly stall: (direction?: 'both' | 'back') => void;
  readonly goOn: () => void;
  readonly close: () => Promise<void>;
}

/** @param target the port that it leads to, on this machine */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const upstreams = new Set<Socket>();
  let stalled: 'both' | 'back' | undefined;
  const isStalled = (socket: Socket): boolean =>
    stalled === 'both' || (stalled === 'back' && upstreams.has(socket));
  const track = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    if (isStalled(socket)) socket.pause();
    socket.on('data', (piece: Buffer) => {
      if (!other.write(piece)) socket.pause();
    });
    other.on('drain', () => {
      if (!isStalled(socket)) socket.resume();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      upstreams.delete(socket);
      other.destroy();
    });
    socket.on('end', () => other.end());
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    upstreams.add(upstream);
    track(client, upstream);
    track(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = (): number => {
    const count = sockets.size;
    for (const socket of sockets) socket.resetAndDestroy();
    return count;
  };
  return {
    port,
    cut,
    stall: (direction = 'both') => {
      stalled = direction;
      for (const socket of sockets) if (isStalled(socket)) socket.pause();
    },
    goOn: () => {
      stalled = undefined;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      cut();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
