/** Entry point of `enrichment-sandbox/playwright`: Playwright's own `test`, with a world for each test. */
import { type APIRequestContext, type TestInfo, test as base } from '@playwright/test';

import { formatAdvice } from './control-error.ts';
import type { InStep } from './in-step.ts';
import {
  AdviceError,
  connect,
  type Length,
  type Mock,
  type StartOptions,
  startMock,
  type World,
} from './index.ts';
import { inStep } from './page-in-step.ts';

export { expect } from '@playwright/test';
export type { InStep } from './in-step.ts';
export { inStep, type PageStepOptions } from './page-in-step.ts';

/** The object that a page finds as `enrichmentSandbox`, from its first script on. */
export interface InPage {
  readonly baseUrl: string;
  readonly token: string;
}

export interface SandboxOptions {
  /** Whose token the page and `api` get. Default `alice`. */
  readonly sandboxUser: string;
  /** The shortest step in which `time` moves world and pages; a page sees the time of the world no finer. Default `1s`. */
  readonly timeStep: Length;
  /**
   * Longest delay of page timers that still fire automatically while `time` is in use; longer ones wait for
   * it. Default `1s`.
   */
  readonly shortTimers: Length;
  /** Fails a test whose client the coach advises at that level or a graver one. Default `false`. */
  readonly failOnAdvice: 'notice' | 'warning' | false;
}

export interface SandboxWorkerOptions {
  /**
   * How the mock of each worker is started; `url` names one that runs already, as ENRICHMENT_SANDBOX_URL in the
   * environment does for all.
   */
  readonly sandbox: Omit<StartOptions, 'time'> & { readonly url?: string };
}

export interface SandboxFixtures {
  /** A fresh one for each test; forgotten after it. */
  readonly world: World;
  /**
   * For tests that skip hours: moves the world and the clocks of all pages of the context together. Otherwise
   * both stand still; only short timers of a page fire automatically. Request this fixture before the page is
   * opened.
   */
  readonly time: InStep;
  /** Asks the mocked API as the user: `api.get('enrichment/status/')`. */
  readonly api: APIRequestContext;
}

export interface SandboxWorkerFixtures {
  readonly mock: Mock;
}

export const test = base.extend<
  SandboxFixtures & SandboxOptions,
  SandboxWorkerFixtures & SandboxWorkerOptions
>({
  sandboxUser: ['alice', { option: true }],
  timeStep: ['1s', { option: true }],
  shortTimers: ['1s', { option: true }],
  failOnAdvice: [false, { option: true }],
  sandbox: [{}, { option: true, scope: 'worker' }],

  mock: [
    async ({ sandbox: { url: given, ...options } }, use) => {
      const url = process.env['ENRICHMENT_SANDBOX_URL'] ?? given;
      const mock = url === undefined ? await startMock({ ...options, time: 'real' }) : await connect(url);
      await use(mock);
      await mock.stop();
    },
    { scope: 'worker' },
  ],

  world: async ({ mock, failOnAdvice }, use, testInfo) => {
    const world = mock.world(toWorldName(testInfo));
    await use(world);
    await attachJournal(world, testInfo);
    await attachAdvice(world, failOnAdvice, testInfo);
    await world.drop();
  },

  context: async ({ context, world, sandboxUser }, use) => {
    const inPage: InPage = { baseUrl: world.baseUrl, token: world.token(sandboxUser) };
    await context.addInitScript((given) => {
      Object.assign(globalThis, { enrichmentSandbox: given });
    }, inPage);
    await use(context);
  },

  time: async ({ world, context, timeStep, shortTimers }, use) => {
    await use(await inStep(world, context, { every: timeStep, shortTimers }));
  },

  api: async ({ playwright, world, sandboxUser }, use) => {
    const api = await playwright.request.newContext({
      baseURL: `${world.baseUrl}/`,
      extraHTTPHeaders: world.headers(sandboxUser),
    });
    await use(api);
    await api.dispose();
  },
});

/** Runs after the test, so that the log of the mock shows which test owns the world. */
function toWorldName({ title, workerIndex }: TestInfo): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${words === '' ? 'test' : words}-w${workerIndex}-${crypto.randomUUID().slice(0, 8)}`;
}

async function attachJournal(world: World, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  const body = await world.journal.list().then((entries) => JSON.stringify(entries, null, 2), toSentence);
  await testInfo.attach('journal.json', { body, contentType: 'application/json' });
}

async function attachAdvice(
  world: World,
  failOn: SandboxOptions['failOnAdvice'],
  testInfo: TestInfo,
): Promise<void> {
  const advice = await world.advice().catch((error: unknown) => {
    // Must not hide the failure of a test that has already failed.
    if (failOn !== false && testInfo.status === testInfo.expectedStatus) throw error;
    return [];
  });
  if (advice.length === 0) return;
  const body = formatAdvice(world.name, advice);
  await testInfo.attach('advice.txt', { body, contentType: 'text/plain' });
  const counts = advice.filter(
    ({ level }) => failOn === 'notice' || (failOn === 'warning' && level === failOn),
  );
  if (counts.length > 0) throw new AdviceError(world.name, counts);
}

function toSentence(error: unknown): string {
  return JSON.stringify(error instanceof Error ? error.message : String(error));
}
