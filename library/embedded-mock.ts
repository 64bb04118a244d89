/**
 * A mock without a server: the engine in the program that uses it, with the Fetch standard as its interface.
 */
import { escapePattern } from '../text/escape-pattern.ts';
import { countCommonStart } from '../text/common-start.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import { answerApi, answerControl, askControl } from '../mock-server/fetch/fetch-edge.ts';
import { createCaller } from './call.ts';
import { holdMock } from './hold-mock.ts';
import { createEmbeddedEngine, isOrigin } from './embedded-engine.ts';
import type { EmbeddedOptions } from './embedded-options.ts';
import type { Mock } from './mock.ts';

/** It has no server; `url` is an origin whose requests it handles. */
export interface EmbeddedMock extends Mock {
  /** The URLs that it handles: those of the mocked API and of the control API. */
  readonly urlPattern: RegExp;
  /**
   * Handles a request.
   * @returns its response, or undefined at once if the request is for another server, so that the handler of a
   * `fetch` event can decide
   */
  readonly fetch: (request: Request) => Promise<Response> | undefined;
}

/**
 * Creates a mock that handles the requests that you pass to it: in a page, a worker, a service worker or a test.
 * @throws TypeError with every mistake in the options
 */
export function createMock(options: EmbeddedOptions = {}): EmbeddedMock {
  const { engine, readings, tokens, latency, wait, nextTurn, onCrash } = createEmbeddedEngine(options);
  const urlPattern = createUrlPattern(options.origin);
  const deps = { engine, wait, nextTurn, onCrash };
  const answer = async (request: Request): Promise<Response> => {
    if (latency > 0) await wait(latency);
    return answerApi(request, deps);
  };
  const fetch: EmbeddedMock['fetch'] = (request) => {
    const path = urlPattern.exec(request.url)?.[1];
    if (path === undefined) return undefined;
    return path === controlPrefix ? answerControl(request, deps) : answer(request);
  };
  const url = options.origin ?? getOwnOrigin();
  const call = createCaller(url, async (target, { method, body = '' }) => {
    const path = target.slice(url.length);
    const { status, headers, text = '' } = await askControl({ method, target: path }, async () => body, deps);
    return { status, type: headers['Content-Type'] ?? '', text };
  });
  const held = holdMock({
    url,
    version: VERSION,
    readings,
    call,
    tokens,
    followsDate: true,
    stop: doNothing,
  });
  return { ...held, urlPattern, fetch };
}

/** There is nothing to stop. */
const doNothing = () => Promise.resolve();

/** That of the page or worker, where there is one. */
function getOwnOrigin(): string {
  const { location } = globalThis as { readonly location?: { readonly origin?: string } };
  const origin = location?.origin ?? '';
  return isOrigin(origin) ? origin : 'http://localhost';
}

const controlPrefix = '/__mock__/';

/** URLs with the prefix of all paths of the document. Wrong paths below it get the API's own 404. */
function createUrlPattern(origin: string | undefined): RegExp {
  const { operations, questions } = loadShippedSpec();
  const readings = Object.values(questions['path-prefix']?.readings ?? {});
  const prefixes = [...new Set(readings.flatMap(({ prefixes: all = [] }) => all))].map(escapePattern);
  const paths = operations.map(({ path }) => path);
  const common = escapePattern(paths[0]?.slice(0, countCommonStart(paths)) ?? '');
  const before = origin === undefined ? '[a-z][a-z0-9+.-]*://[^/]+' : escapePattern(origin);
  return new RegExp(`^${before}(${escapePattern(controlPrefix)}|(?:${prefixes.join('|')})${common})`);
}
