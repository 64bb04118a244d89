/** A gate over HTTP: a server on the loopback interface, whose requests go into the network of the life. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as waitReally } from 'node:timers/promises';
import type { Gate, OpenGate } from '../play/gate.ts';
import { origin } from '../play/origin.ts';
import { pass, readBody, waitForLife } from './pass.ts';
import { createVisitors, type Visitors } from './visitors.ts';

const host = '127.0.0.1';
/** For so many real milliseconds a client may compute. */
const defaultPatience = 20_000;
/** One that hears that the page was left ends soon. */
const farewell = 2000;
/** Most clients take no longer for a response. */
const quick = 20;

// Taken before a life replaces it.
const now = performance.now.bind(performance);

/** @param patience for how many real milliseconds a client may neither wait nor end */
export function createHttpGate(patience = defaultPatience): Gate {
  return async (life) => {
    const secret = `/${randomBytes(16).toString('hex')}`;
    const visitors = createVisitors(life, secret);
    // Connections are closed at the end of the life.
    const server = createServer({ keepAliveTimeout: 0 });
    const authority = await listen(server);
    const places = new RegExp(`^(?:http://${authority})?${secret}/(\\d+)(/.*)$`);
    const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const [, run, target = ''] = places.exec(request.url ?? '') ?? [];
      // Other pages and programs know neither the path nor the host.
      if (run === undefined || request.headers.host !== authority) {
        response.writeHead(404).end();
        return;
      }
      visitors.arrive(Number(run), response);
      const body = await readBody(request);
      if (/^\/wait(?![^?])/.test(target)) waitForLife(life, response, target, body);
      else pass(life, { request, response, target, body, place: `${secret}/${run}` });
    };
    server.on('request', (request, response) => {
      handle(request, response).catch(() => response.destroy());
    });
    let idleAt = now();
    return {
      getUrls: (run) => {
        const place = `http://${authority}${secret}/${run}`;
        return { baseUrl: `${place}/api/v1`, waitUrl: `${place}/wait` };
      },
      toInner: (url) => {
        const [, run, target] = places.exec(url) ?? [];
        if (target === undefined) return url;
        visitors.fetch(Number(run));
        return origin + target;
      },
      isIdle: () => {
        const isIdle = visitors.areIdle();
        if (isIdle) idleAt = now();
        return isIdle;
      },
      wait: async () => {
        const passed = now() - idleAt;
        if (passed > patience) throw new Error(formatImpatience(passed));
        await waitReally(passed < quick ? 0 : 2);
      },
      close: async () => {
        if (!server.listening) return;
        await sayGoodbye(visitors);
        visitors.stop();
        server.close();
        server.closeAllConnections();
      },
    } satisfies OpenGate;
  };
}

/** @returns the host and the port of the server */
function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      server.unref();
      resolve(`${host}:${(server.address() as AddressInfo).port}`);
    });
  });
}

function formatImpatience(passed: number): string {
  return `For ${Math.round(passed / 1000)} s of real time, your client has neither waited for a response nor ended. A client in another process waits by POST to the waitUrl of its run (?ms=5000) instead of by its own clock. If its process has stopped, let the function in your test throw.`;
}

/** Gives a process time to hear that the life is over, so that it can begin the next one. */
async function sayGoodbye(visitors: Visitors): Promise<void> {
  const until = now() + farewell;
  while (now() < until && visitors.areForeignRunning()) await waitReally(1);
}
