/** Talks to the control API of the mock, wherever the mock is, and explains in a sentence why it does not answer. */
import { createCaller } from '../../library/call.ts';
import { ControlError } from '../../library/control-error.ts';
import type { Call } from '../../library/operations.ts';
import { readEvents, type ServerEvent } from '../../page-parts/event-stream.ts';
import { defaultMock, type DevtoolsOptions, type MockInPage } from '../options.ts';

export interface MockClient {
  /** How sentences name it. */
  readonly name: string;
  readonly call: Call;
  /** The events of a world from now on; ends with the connection. */
  readonly openEvents: (world: string, since: number, signal: AbortSignal) => Promise<Events>;
  /** The dashboard, unless the mock is in the page. */
  readonly dashboard: string | undefined;
  /** What is wrong and what to do, in a sentence or two. */
  readonly explain: (error: unknown) => Promise<string>;
}

export interface ClientDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The origin of the page. */
  readonly origin: string;
}

type Events = AsyncIterable<ServerEvent> | readonly ServerEvent[];

/** The answer came from something that is not a mock. */
class NoMockError extends Error {}

export function createMockClient(
  { mock = defaultMock, controlToken }: Pick<DevtoolsOptions, 'mock' | 'controlToken'>,
  { fetch, origin }: ClientDeps,
): MockClient {
  const inPage = typeof mock === 'string' ? undefined : mock;
  const url = (typeof mock === 'string' ? mock : mock.url).replace(/\/+$/, '');
  const isOwnServer = url === '' || url === origin;
  const headers = controlToken === undefined ? {} : { Authorization: `Bearer ${controlToken}` };
  const request = (target: string, init: RequestInit): Promise<Response> =>
    inPage === undefined
      ? fetch(target, { ...init, credentials: 'same-origin', cache: 'no-store' })
      : askInPage(inPage, target, init);

  const call = createCaller(url, async (target, { method, headers: given, body = null }) => {
    const response = await request(target, { method, headers: { ...given, ...headers }, body });
    const type = response.headers.get('content-type') ?? '';
    // The server of an app answers any path with the page.
    if (type.includes('html') || response.status === 404) await refuseOther(response, type);
    return { status: response.status, type, text: await response.text() };
  });

  return {
    name: url === '' ? origin : url,
    call,
    openEvents: async (world, since, signal) => {
      const target = `${url}/__mock__/api/worlds/${encodeURIComponent(world)}/events?since=${since}`;
      const { ok, body } = await request(target, { headers, signal });
      return ok && body !== null ? readEvents(body) : [];
    },
    dashboard: inPage === undefined ? `${url}/__mock__/` : undefined,
    explain: async (error) => {
      if (!(error instanceof ControlError)) return `The devtools failed: ${String(error)}`;
      const { status, detail, cause } = error;
      if (cause instanceof NoMockError) return isOwnServer ? describeNoProxy(origin) : describeNoMock(url);
      if (status !== 0) return addRemedy(status, detail);
      if (isOwnServer) return `The server of this page, ${origin}, does not respond. Is it still running?`;
      try {
        // A page may not read this response, but it learns that there is one.
        await fetch(`${url}/__mock__/health`, { mode: 'no-cors', cache: 'no-store' });
        return describeRefused(url, origin);
      } catch {
        return describeNothing(url);
      }
    },
  };
}

async function askInPage({ fetch }: MockInPage, target: string, init: RequestInit): Promise<Response> {
  const response = await fetch(new Request(target, init));
  if (response === undefined) throw new NoMockError(target);
  return response;
}

/** @throws NoMockError unless a mock says that there is no such world */
async function refuseOther(response: Response, type: string): Promise<void> {
  if (type.includes('problem+json')) return;
  await response.body?.cancel();
  throw new NoMockError(response.url);
}

const describeNothing = (url: string): string =>
  `No mock answers at ${url}. Start one with "npx enrichment-sandbox mock", or give the devtools the address of yours.`;

const describeNoMock = (url: string): string =>
  `The server at ${url} is not a mock. Start one with "npx enrichment-sandbox mock", and give the devtools the address that it prints.`;

const describeNoProxy = (origin: string): string =>
  `The server of this page, ${origin}, does not pass /__mock__ on to a mock. Use the Vite plugin, or give the devtools the address of the mock.`;

const describeRefused = (url: string, origin: string): string =>
  `The server at ${url} does not let this page in. Start the mock with "--allow-origin ${origin}", or use the Vite plugin.`;

const addRemedy = (status: number, detail: string): string =>
  status === 401 ? `${detail} In the devtools: mountDevtools({ controlToken }).` : detail;
