/** A user of the app in a separate browser context and world. Time advances for the page and the world together. */
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { World } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/playwright';

export interface Person {
  readonly page: Page;
  readonly world: World;
  readonly signIn: (user?: string) => Promise<void>;
  /** @returns the row of the new job */
  readonly submit: (csv: string) => Promise<Locator>;
  readonly press: (job: Locator, button: string) => Promise<void>;
  /** Lets time pass, such as `45s`. */
  readonly wait: (time: string) => Promise<void>;
  readonly leave: () => Promise<void>;
}

/** @param site the address of the app */
export async function personAt(browser: Browser, site: string, world: World): Promise<Person> {
  const context = await browser.newContext();
  const time = await inStep(world, context);
  const page = await context.newPage();
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
    press: async (job, button) => {
      await job.getByRole('button', { name: button }).click();
      await page.evaluate(whenIdle);
    },
    wait: time.advance,
    leave: () => context.close(),
  };
}

/** In the page: settles when no request is under way. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    const main = document.querySelector('main');
    const look = () => main?.ariaBusy !== 'true' && resolve();
    if (main !== null) new MutationObserver(look).observe(main, { attributes: true });
    look();
  });
}
