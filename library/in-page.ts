/**
 * A mock without a server: the same engine in the page, or in the test's program, with the Fetch standard as
 * its interface.
 */
import { escapePattern } from '../text/escape-pattern.ts';
import { countCommonStart } from '../text/common-start.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import { answerApi, answerControl, getControlContent } from './fetch-edge.ts';
import { createCaller } from './call.ts';
import { holdMock } from './hold-mock.ts';
import { createInPageEngine, isOrigin } from './in-page-engine.ts';
import type { InPageOptions } from './in-page-options.ts';
import type { Mock } from './mock.ts';

/** It has no server address; `url` is an origin whose requests it handles. */
export interface InPageMock extends Mock {
  /** Whether a request to this address is one to the mocked API or to the control API. */
  readonly takes: RegExp;
  /** Responds to a request; undefined if it is not for the mock. */
  readonly answer: (request: Request) => Promise<Response | undefined>;
}

/**
 * Creates a mock that handles the requests that MSW or your own test passes to it.
 * @throws TypeError with every mistake in the options
 */
export function createInPageMock(options: InPageOptions = {}): InPageMock {
  const { engine, readings, tokens, latency, wait, nextTurn, onCrash } = createInPageEngine(options);
  const takes = toAddressPattern(options.origin);
  const deps = { engine, wait, nextTurn, onCrash };
  const answer: InPageMock['answer'] = async (request) => {
    const path = takes.exec(request.url)?.[1];
    if (path === undefined) return undefined;
    if (path === controlPrefix) return answerControl(request, deps);
    if (latency > 0) await wait(latency);
    return answerApi(request, deps);
  };
  const url = options.origin ?? getOwnOrigin();
  const call = createCaller(url, async (target, { method, body = '' }) => {
    const path = target.slice(url.length);
    const { status, headers, text = '' } = await getControlContent(method, path, async () => body, deps);
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
  return { ...held, takes, answer };
}

/** There is nothing to stop. */
const doNothing = () => Promise.resolve();

/** Of the page, where there is one. */
function getOwnOrigin(): string {
  const { location } = globalThis as { readonly location?: { readonly origin?: string } };
  const origin = location?.origin ?? '';
  return isOrigin(origin) ? origin : 'http://localhost';
}

const controlPrefix = '/__mock__/';

/** URLs with the prefix of all paths of the document. Wrong paths below it get the API's own 404. */
function toAddressPattern(origin: string | undefined): RegExp {
  const { operations, questions } = loadShippedSpec();
  const readings = Object.values(questions['path-prefix']?.readings ?? {});
  const prefixes = [...new Set(readings.flatMap(({ prefixes: all = [] }) => all))].map(escapePattern);
  const paths = operations.map(({ path }) => path);
  const common = escapePattern(paths[0]?.slice(0, countCommonStart(paths)) ?? '');
  const before = origin === undefined ? '[a-z][a-z0-9+.-]*://[^/]+' : escapePattern(origin);
  return new RegExp(`^${before}(${escapePattern(controlPrefix)}|(?:${prefixes.join('|')})${common})`);
}
