/** The requests of an app to the API, through Playwright's routing: each response arrives in the time of the life. */
import type { JournalEntry } from '../../mock-server/journal/entry.ts';
import type { BrowserContext, Page, Request, Route } from 'playwright-core';

import type { WireRequest } from '../../mock-server/django/message.ts';
import type { Agenda } from '../play/agenda.ts';
import { createNetwork, type Head, type Network } from '../play/network.ts';
import type { PlayedWorld } from '../play/world.ts';
import type { AppRequest } from './app-life.ts';
import { createSorter, type Destination, type Destinations, findOperation } from './api-requests.ts';
import { fulfill, findPage, findRedirect, hideTokens, ignoreGone, isEndless, toWire } from './routed.ts';
import type { Breaker } from './breaker.ts';

export interface TrafficOptions extends Destinations {
  readonly agenda: Agenda;
  readonly world: PlayedWorld;
  readonly latencies: readonly number[];
  readonly breaker: Breaker;
  /** The index of the document that is in a page. */
  readonly getDocument: (page: Page) => number;
}

interface Held {
  readonly page: Page;
  readonly route: Route;
  /** Absent until it is sent into the simulated network. */
  abort?: () => void;
  sent?: Extract<Sent, { readonly network: Network }>;
}

/** In the simulated network, or without it while the browser is offline. */
type Sent =
  | { readonly network: Network; readonly index: number; readonly document: number; isLost?: true }
  | { readonly failed: Omit<AppRequest, 'number'> };

const maxRedirects = 5;
const doNothing = (): void => undefined;

export class Traffic {
  readonly #options: TrafficOptions;
  readonly #sort: (url: string) => Destination;
  readonly #held = new Map<Request, Held>();
  /** Requests to the app and others, under way. */
  readonly #others = new Set<Request>();
  /** Before the life begins, nothing takes time. */
  readonly #calm: Network;
  readonly #network: Network;
  readonly #sent: Sent[] = [];
  /** Hosts to which requests were blocked. */
  readonly blocked = new Set<string>();
  /** What has arrived and must be given to its page. */
  #arrived: { readonly page: Page; readonly deliver: () => Promise<void> }[] = [];
  isCalm = true;
  isOffline = false;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#sort = createSorter(options);
    const { agenda, world, latencies } = options;
    this.#calm = createNetwork({ agenda, world, plan: { latencies: [0] }, onSend: doNothing });
    this.#network = createNetwork({ agenda, world, plan: { latencies }, onSend: doNothing });
  }

  async attach(context: BrowserContext): Promise<void> {
    const end = (request: Request) => {
      this.#others.delete(request);
      this.#forgetRequest(request);
    };
    context.on('request', (request) => {
      if (this.#sort(request.url()) === 'app' && !isEndless(request)) this.#others.add(request);
    });
    context.on('requestfinished', end).on('requestfailed', end);
    await context.route(
      () => true,
      (route, request) => this.#take(route, request),
    );
  }

  /** In the order in which they were sent. */
  get requests(): readonly AppRequest[] {
    return this.#sent.flatMap((sent, place) => {
      const number = place + 1;
      if ('failed' in sent) return [{ ...sent.failed, number }];
      const { network, index, document, isLost } = sent;
      const request = network.requests[index];
      if (request === undefined) return [];
      const lost = isLost === true ? ({ outcome: 'reset' } as const) : {};
      return [{ ...hideTokens(request), number, document, ...lost }];
    });
  }

  /** What the journal has, by the numbers of the requests. */
  get entries(): ReadonlyMap<number, JournalEntry> {
    return new Map(
      this.#sent.flatMap((sent, place) =>
        'failed' in sent
          ? []
          : [...sent.network.entries].flatMap(([number, entry]) =>
              number === sent.index + 1 ? [[place + 1, entry] as const] : [],
            ),
      ),
    );
  }

  /** How many requests of a page wait for their response. */
  countHeld(page: Page): number {
    return [...this.#held.values()].filter((held) => held.page === page).length;
  }

  /** Whether a page is loading something else than a response of the API. */
  isLoading(page: Page): boolean {
    return [...this.#others].some((request) => findPage(request) === page);
  }

  /** They seem never to end. */
  ignoreLoading(page: Page): void {
    for (const request of this.#others) if (findPage(request) === page) this.#others.delete(request);
  }

  /** The browser loses its connection: what is under way fails. */
  async goOffline(): Promise<void> {
    this.isOffline = true;
    await Promise.all(
      [...this.#held].map(([request, { route, sent }]) => {
        if (sent !== undefined) sent.isLost = true;
        this.#forgetRequest(request);
        return ignoreGone(route.abort('internetdisconnected'));
      }),
    );
  }

  /** A page was left: nobody waits for its responses. */
  forget(page: Page): void {
    for (const [request, held] of this.#held) if (held.page === page) this.#forgetRequest(request);
    this.ignoreLoading(page);
  }

  /** The page no longer waits for it. */
  #forgetRequest(request: Request): void {
    const held = this.#held.get(request);
    this.#held.delete(request);
    held?.abort?.();
  }

  async #take(route: Route, request: Request): Promise<void> {
    const page = findPage(request);
    const destination = this.#sort(request.url());
    if (destination === 'api' && page !== undefined) {
      this.#held.set(request, { page, route });
      return;
    }
    if (destination === 'blocked') this.blocked.add(new URL(request.url()).host);
    if (this.isOffline) await ignoreGone(route.abort('internetdisconnected'));
    else if (destination === 'blocked') await ignoreGone(route.abort('blockedbyclient'));
    else await ignoreGone(route.continue());
  }

  /** What has arrived since it was asked last. */
  takeArrived(): readonly { readonly page: Page; readonly deliver: () => Promise<void> }[] {
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }

  /**
   * Sends what the pages have requested, now that the time is that of the pages.
   * @returns whether a page has learned something by it
   */
  async send(): Promise<boolean> {
    let hasFailed = false;
    for (const [request, held] of this.#held) {
      if (held.abort !== undefined) continue;
      if (this.isOffline) {
        hasFailed = true;
        await this.#failOffline(request, held);
      } else held.abort = this.#transmit(toWire(request, this.#options.api), held, maxRedirects);
    }
    return hasFailed;
  }

  async #failOffline(request: Request, { route, page }: Held): Promise<void> {
    this.#held.delete(request);
    const { method, target } = hideTokens(toWire(request, this.#options.api));
    const at = this.#options.agenda.now();
    const operation = findOperation(method, target);
    this.#sent.push({
      failed: {
        document: this.#options.getDocument(page),
        method,
        target,
        ...(operation === undefined ? {} : { operation }),
        job: 0,
        sentAt: at,
        decidedAt: at,
        arrivedAt: at,
        outcome: 'reset',
        shown: [],
        faults: ['offline'],
      },
    });
    await ignoreGone(route.abort('internetdisconnected'));
  }

  /** Sends a request through the simulated network, and what it comes to through Playwright's route. */
  #transmit(wire: WireRequest, held: Held, redirects: number): () => void {
    const { route, page } = held;
    const document = this.#options.getDocument(page);
    const network = this.isCalm ? this.#calm : this.#network;
    held.sent = { network, index: network.requests.length, document };
    this.#sent.push(held.sent);
    let head: Head | undefined;
    let abort: (() => void) | undefined;
    const pieces: Uint8Array[] = [];
    const finish = (deliver: () => Promise<void>): void => {
      this.#arrived.push({
        page,
        deliver: () => {
          this.#held.delete(route.request());
          return ignoreGone(deliver());
        },
      });
    };
    const stop = network.send(wire, {
      onHead: (given) => {
        head = given;
      },
      onWhole: (text) => pieces.push(new TextEncoder().encode(text)),
      onPiece: (bytes) => pieces.push(bytes),
      onEnd: () => {
        const whole = head;
        const location = whole === undefined ? undefined : findRedirect(whole);
        if (location !== undefined && redirects > 0 && wire.method === 'GET') {
          // Playwright does not route what a browser is redirected to.
          const target = location.replace(/^https?:\/\/[^/]+/, '');
          abort = this.#transmit({ ...wire, target }, held, redirects - 1);
        } else if (whole !== undefined) finish(() => fulfill(route, whole, pieces));
      },
      onBreak: () => {
        const begun = head;
        if (begun === undefined) finish(() => route.abort('connectionreset'));
        else finish(() => this.#options.breaker.cut(route, { ...begun, body: Buffer.concat(pieces) }));
      },
    });
    return () => {
      stop();
      abort?.();
    };
  }
}
