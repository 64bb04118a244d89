// The engine in service workers, in a dedicated worker and in Node: the same requests get the same bytes.
import { createMock } from 'enrichment-sandbox/engine';
import type { Page } from '@playwright/test';

import { type Answered, type Asked, type Program, runSession } from './session.ts';
import { expect, test } from './site.ts';

test('service workers, a dedicated worker and Node respond with the same bytes', async ({ page, site }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const inNode = await runSession(site, holdInNode());
  const inServiceWorker = await runSession(site, await holdInServiceWorker(page, `${site}/`, 'module'));
  const followed = await followWorld(page);
  const inClassic = await runSession(site, await holdInServiceWorker(page, `${site}/bundled/`, 'classic'));
  const inWorker = await runSession(site, await holdInWorker(page, `${site}/`));

  expect(inNode.map(({ status }) => status)).toEqual([
    201, 200, 400, 401, 201, 500, 200, 200, 200, 200, 200, 200, 200, 200,
  ]);
  const polls = [inNode[1], inNode.at(-1)].map((answer) => JSON.parse(answer?.body ?? '') as object);
  expect(polls).toMatchObject([{ status: 'queued' }, { status: 'completed' }]);
  for (const others of [inServiceWorker, inClassic, inWorker]) expect(others).toEqual(inNode);
  expect(followed).toEqual([1, 'reset']);
  expect(errors).toEqual([]);
});

function holdInNode(): Program {
  const mock = createMock({ now: '2026-05-06T14:25:42Z', frozen: true });
  return {
    send: async ({ url, init }) => {
      const response = await mock.fetch(new Request(url, init));
      if (response === undefined) throw new Error(`The mock does not handle ${url}.`);
      return toAnswered({
        status: response.status,
        headers: [...response.headers],
        body: await response.text(),
      });
    },
    advance: async (by) => {
      await mock.world('default').clock.advance(by);
    },
  };
}

/** Requests of the page, which the service worker intercepts. */
async function holdInServiceWorker(page: Page, scope: string, type: 'module' | 'classic'): Promise<Program> {
  await page.goto(scope);
  await page.evaluate(async (kind) => {
    const controlled = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
    await navigator.serviceWorker.register('service-worker.js', { type: kind });
    await controlled;
  }, type);
  const send = async (asked: Asked) =>
    toAnswered(
      await page.evaluate(async ({ url, init }) => {
        const response = await fetch(url, init);
        return { status: response.status, headers: [...response.headers], body: await response.text() };
      }, asked),
    );
  const url = new URL('/__mock__/api/worlds/default/clock', scope).href;
  return {
    send,
    advance: async (by) => {
      await send({ url, init: { method: 'POST', headers: {}, body: `advance=${by}` } });
    },
  };
}

/** The first event of the default world, whose log a service worker streams. */
async function followWorld(page: Page): Promise<unknown> {
  return page.evaluate(
    async () =>
      new Promise((resolve) => {
        const events = new EventSource('/__mock__/api/worlds/default/events?only=log');
        events.addEventListener('entry', ({ data }) => {
          events.close();
          const { position, intent } = JSON.parse(data as string) as {
            readonly position: number;
            readonly intent: { readonly kind: string };
          };
          resolve([position, intent.kind]);
        });
      }),
  );
}

/** Messages of the page to its worker. */
async function holdInWorker(page: Page, address: string): Promise<Program> {
  await page.goto(address);
  const worker = await page.evaluateHandle(() => new Worker('worker.js', { type: 'module' }));
  const post = async (message: object): Promise<unknown> =>
    worker.evaluate(
      async (to, given) =>
        new Promise((resolve, reject) => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', ({ data }) => resolve(data));
          port1.start();
          to.addEventListener('error', () => reject(new Error('The worker failed.')));
          to.postMessage(given, [port2]);
        }),
      message,
    );
  return {
    send: async (asked) => toAnswered((await post(asked)) as Answered),
    advance: async (by) => {
      await post({ advance: by });
    },
  };
}

function toAnswered({ headers, ...rest }: Answered): Answered {
  return { ...rest, headers: headers.toSorted(([one], [two]) => one.localeCompare(two)) };
}
