/** Starts the mock for a page: in this process, on a free port, with a stopped wall clock. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { resolve } from 'node:path';

import { loadIngredients } from '../../mock-server/start/ingredients.ts';
import { createMockSite } from '../../mock-server/pages/mock-site.ts';
import { readMockOptions } from '../../mock-server/start/options.ts';
import { type MockServer, startMock } from '../../mock-server/start/start.ts';
import { formatWelcome } from '../../mock-server/start/welcome.ts';
import { instant } from '../../time/time.ts';

export interface PageMock {
  /** Host and port, e.g. `127.0.0.1:34567`; the same for every mock that it starts. */
  readonly host: string;
  /** Starts a mock that replaces the previous one, and returns its output. */
  readonly start: (flags: readonly string[]) => Promise<string>;
  /** Starts a second mock, stops it again, and returns its output. */
  readonly tryOut: (flags: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const fileFlags = new Set(['--state', '--world', '--scenario', '--profile', '--spec']);

/** The options of a mock that the page does not give. */
export const defaultFlags = ['--freeze', '--now', '2026-05-06T14:23:11Z'];

/** The current time of all pages, so that they print the same on every day and at any speed of the machine. */
const present = instant(Date.parse('2026-05-06T14:23:11Z'));

/** @param folder with the files that the flags name */
export async function openPageMock(folder: string): Promise<PageMock> {
  let running: MockServer | undefined;
  const sockets = new Set<Socket>();
  const front = createServer((socket) => {
    const back = connect(Number(new URL(running?.url ?? '').port), '127.0.0.1');
    for (const [one, other] of [
      [socket, back],
      [back, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => sockets.delete(one));
      one.pipe(other);
    }
  });
  await new Promise<void>((resolved) => front.listen(0, '127.0.0.1', resolved));
  const host = `127.0.0.1:${(front.address() as AddressInfo).port}`;
  const begin = async (flags: readonly string[]) => {
    const options = readMockOptions(
      flags.map((flag, index) => (fileFlags.has(flags[index - 1] ?? '') ? resolve(folder, flag) : flag)),
    );
    const start = { ...options, ...(await loadIngredients(options, process.cwd())) };
    const site = createMockSite(start, process.cwd());
    const mock = await startMock({ ...start, site, port: 0, now: () => present, onCrash: fail });
    return { mock, printed: formatWelcome({ ...start, url: `http://${host}` }) };
  };
  return {
    host,
    start: async (flags) => {
      await running?.stop();
      const { mock, printed } = await begin(flags);
      running = mock;
      return printed;
    },
    tryOut: async (flags) => {
      const { mock, printed } = await begin(flags);
      await mock.stop();
      return printed;
    },
    stop: async () => {
      await running?.stop();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolved) => front.close(resolved));
    },
  };
}

function fail(error: unknown): never {
  throw error;
}
