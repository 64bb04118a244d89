/** A person at the app, in a world whose time passes together with that of the page. */
import { type Browser, expect, type Locator, type Page } from '@playwright/test';

import type { World } from './sandbox.ts';

export interface Person {
  readonly page: Page;
  readonly world: World;
  readonly signIn: (user?: string) => Promise<void>;
  /** @returns the row of the new job */
  readonly submit: (csv: string) => Promise<Locator>;
  readonly rowOf: (job: string) => Locator;
  readonly press: (job: Locator, button: string) => Promise<void>;
  /** Lets so many seconds pass in the world and in the page, three at a time; after each the page has its answers. */
  readonly wait: (seconds: number, step?: number) => Promise<void>;
  readonly leave: () => Promise<void>;
}

/** @param site the address of the app */
export async function personAt(browser: Browser, site: string, world: World): Promise<Person> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install();
  const idle = () => page.evaluate(whenIdle);
  const rows = page.locator('#jobs tbody tr');
  return {
    page,
    world,
    signIn: async (user = 'alice') => {
      await page.goto(`${site}/?api=${encodeURIComponent(world.baseUrl)}`);
      await page.getByLabel('Token').fill(world.token(user));
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('heading', { name: 'Your jobs' })).toBeVisible();
    },
    submit: async (csv) => {
      const before = await rows.count();
      await page.getByLabel('or paste rows').fill(csv);
      await page.getByRole('button', { name: 'Submit' }).click();
      await expect(rows).toHaveCount(before + 1);
      return page.locator(`tr[data-job="${await rows.first().getAttribute('data-job')}"]`);
    },
    rowOf: (job) => page.locator(`tr[data-job="${job}"]`),
    press: async (job, button) => {
      await job.getByRole('button', { name: button }).click();
      await idle();
    },
    wait: async (seconds, step = 3) => {
      for (let passed = 0; passed < seconds; passed += step) {
        await world.clock.advance(`${step}s`);
        await page.clock.runFor(step * 1000);
        await idle();
      }
    },
    leave: () => context.close(),
  };
}

/** In the page: settles when no request is under way. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    const main = document.querySelector('main');
    const look = () => main?.ariaBusy !== 'true' && resolve();
    if (main !== null) new MutationObserver(look).observe(main, { attributes: true });
    look();
  });
}
