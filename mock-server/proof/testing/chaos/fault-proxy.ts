/** A TCP proxy that can cut and stall the connections that go through it. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FaultProxy {
  readonly port: number;
  /** Cuts all connections. @returns how many there were */
  readonly cut: () => number;
  /** Holds back everything that is sent, in both directions, also over new connections. */
  readonly stall: () => void;
  readonly goOn: () => void;
  readonly close: () => Promise<void>;
}

/** @param target the port that it leads to, on this machine */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let isStalled = false;
  const track = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    if (isStalled) socket.pause();
    socket.on('data', (piece: Buffer) => {
      if (!other.write(piece)) socket.pause();
    });
    other.on('drain', () => {
      if (!isStalled) socket.resume();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('end', () => other.end());
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
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
    stall: () => {
      isStalled = true;
      for (const socket of sockets) socket.pause();
    },
    goOn: () => {
      isStalled = false;
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
