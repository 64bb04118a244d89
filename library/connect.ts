/** Takes hold of a mock that runs already, here or elsewhere on this machine. */
import { asyncDispose } from './async-dispose.ts';
import { callerOf } from './call.ts';
import { ControlError } from './control-error.ts';
import type { Mock } from './mock.ts';
import { openWorld } from './open-world.ts';

/** What the one who started the mock knows of it. */
export interface Held {
  readonly stop: () => Promise<void>;
  /** Whether the mock takes its time from `Date.now()` of this process. */
  readonly followsDate: boolean;
}

const held: Held = { stop: () => Promise.resolve(), followsDate: false };

/**
 * @param url as the mock prints it at its start, such as `http://127.0.0.1:4010`
 * @throws ControlError when nothing answers there, when what answers is no mock, or one of another version
 */
export async function connect(url: string): Promise<Mock> {
  return connectHolding(url, held);
}

export async function connectHolding(given: string, { stop, followsDate }: Held): Promise<Mock> {
  const url = given.replace(/\/+$/, '');
  const call = callerOf(url);
  const { version, readings } = await call('getHealth').then(asMock(url), (error: unknown) => {
    throw error instanceof ControlError && error.status !== 0 && error.status !== 403 ? noMock(url) : error;
  });
  if (seriesOf(version) !== seriesOf(VERSION))
    throw new ControlError('getHealth', 200, otherVersion(url, version));
  const users = await call('listUsers', { path: { world: 'default' } });
  const tokens = Object.fromEntries(users.map((user) => [user.name, user.token]));
  return {
    url,
    version,
    readings,
    call,
    world: (name = freshName()) => openWorld(name, { url, call, tokens, followsDate }),
    worlds: () => call('listWorlds'),
    scenarios: () => call('listScenarios'),
    stop,
    [asyncDispose]: stop,
  };
}

/** Whatever answers at that address may answer anything. */
function asMock(url: string) {
  return <Health>(health: Health): Health => {
    if (typeof health === 'object' && health !== null && 'version' in health && 'readings' in health)
      return health;
    throw noMock(url);
  };
}

function noMock(url: string): ControlError {
  const detail = `what answers at ${url} is no mock of enrichment-sandbox, or one before 0.1; give the base address that "enrichment-sandbox mock" prints, without a path.`;
  return new ControlError('getHealth', 0, detail);
}

/** Within a series the control API stays what it is: 1 of 1.4.2, and 0.3 of 0.3.1. */
function seriesOf(version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return major === '0' ? `${major}.${minor}` : major;
}

function otherVersion(url: string, version: string): string {
  return `the mock at ${url} is enrichment-sandbox ${version}, and this library is ${VERSION}; use one version for both.`;
}

function freshName(): string {
  return `world-${crypto.randomUUID().slice(0, 8)}`;
}
