/** Takes hold of a mock that runs already, here or elsewhere on this machine. */
import { createCaller, type Send } from './call.ts';
import { ControlError } from './control-error.ts';
import { holdMock } from './hold-mock.ts';
import type { Mock } from './mock.ts';
import type { Health } from './operations.ts';
import { sendOverHttp } from './send-over-http.ts';

/** What the code that started the mock knows about it. */
export interface Held {
  readonly stop: () => Promise<void>;
  /** Whether the mock takes its time from `Date.now()` of this process. */
  readonly followsDate: boolean;
  readonly controlToken?: string | undefined;
}

const held: Held = { stop: () => Promise.resolve(), followsDate: false };

export interface ConnectOptions {
  /** Of a mock whose control API needs one: its control token, or the key of a team. */
  readonly controlToken?: string;
}

/**
 * @param url the base URL that the mock prints at its start, such as `http://127.0.0.1:4010`
 * @throws ControlError if nothing is listening there, or if it is not a mock or a mock of another version
 */
export async function connect(url: string, { controlToken }: ConnectOptions = {}): Promise<Mock> {
  return connectHolding(url, { ...held, controlToken });
}

export async function connectHolding(
  given: string,
  { stop, followsDate, controlToken }: Held,
): Promise<Mock> {
  const url = toAddress(given);
  const send = createSender(controlToken);
  const call = createCaller(url, send);
  const { version, readings } = await getHealth(url, send);
  if (toSeries(version) !== toSeries(VERSION))
    throw new ControlError('getHealth', 200, describeOtherVersion(url, version));
  const users = await call('listUsers', { path: { world: 'default' } });
  const tokens = Object.fromEntries(users.map((user) => [user.name, user.token]));
  return holdMock({ url, version, readings, call, tokens, followsDate, stop });
}

/** The URL without a trailing slash; `http://` is optional. */
function toAddress(given: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url))
    throw new ControlError(
      'getHealth',
      0,
      `${JSON.stringify(given)} is not the address of a mock; it must be a URL such as http://127.0.0.1:4010.`,
    );
  return url.replace(/[?#].*$/s, '').replace(/\/+$/, '');
}

/** @throws ControlError with the reason if the server is not a mock */
async function getHealth(url: string, send: Send): Promise<Health> {
  const { origin } = new URL(url);
  try {
    const health: unknown = await createCaller(url, send)('getHealth');
    if (isHealth(health)) return health;
    throw createNoMockError(url, 'its response does not come from a mock');
  } catch (error) {
    if (!(error instanceof ControlError) || error.status === 0 || error.status === 403) throw error;
    if (error.status === 401 && isProblem(error.body))
      throw new ControlError('getHealth', 401, describeToken(url, error.body.detail), error.body);
    if (origin === url)
      throw createNoMockError(url, `its response to /__mock__/api/health has the status ${error.status}`);
    const atOrigin: unknown = await createCaller(origin, send)('getHealth').catch(() => undefined);
    throw isHealth(atOrigin)
      ? createWrongPathError(url, origin)
      : createNoMockError(url, `its response has the status ${error.status}`);
  }
}

/** With the token that the control API needs, on every request. */
function createSender(token: string | undefined): Send {
  if (token === undefined) return sendOverHttp;
  const authorization = { Authorization: `Bearer ${token}` };
  return (url, request) =>
    sendOverHttp(url, { ...request, headers: { ...request.headers, ...authorization } });
}

/** Any server can be at that address, so any response is possible. */
function isHealth(answer: unknown): answer is Health {
  return typeof answer === 'object' && answer !== null && 'version' in answer && 'readings' in answer;
}

/** As the control API of a mock refuses; the mocked API and others send other bodies. */
function isProblem(answer: unknown): answer is { readonly detail: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    ['title', 'status', 'detail'].every((name) => name in answer)
  );
}

function describeToken(url: string, reason: string): string {
  return `${reason} Here: connect(${JSON.stringify(url)}, { controlToken }).`;
}

function createNoMockError(url: string, reason: string): ControlError {
  const detail = `the server at ${url} is not an enrichment-sandbox mock, or is older than 0.1: ${reason}. Use the base URL that "enrichment-sandbox mock" prints, without a path.`;
  return new ControlError('getHealth', 0, detail);
}

function createWrongPathError(url: string, origin: string): ControlError {
  const detail = `the mock is at ${origin}, not under the path of ${url}. Use its base URL without a path: connect("${origin}").`;
  return new ControlError('getHealth', 404, detail);
}

/** Within a series the control API stays what it is: 1 of 1.4.2, and 0.3 of 0.3.1. */
function toSeries(version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return major === '0' ? `${major}.${minor}` : major;
}

function describeOtherVersion(url: string, version: string): string {
  return `the mock at ${url} is enrichment-sandbox ${version}, but this library is ${VERSION}. Use the same version for both.`;
}
