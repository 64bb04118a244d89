// The panels of requests, faults, advice and worlds in Chromium: every control works, and the control API agrees.
import type { Page } from 'playwright-core';

import { describeInChromium } from '../../files/testing/chromium.ts';
import { ownJobId } from '../testing/shipped.ts';
import { type Dashboard, startDashboard } from './testing/dashboard-page.ts';

const status = `/api/v1/enrichment/status/${ownJobId}/`;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

describeInChromium('the panels of the dashboard', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard();
  });
  afterAll(() => dashboard.stop());

  test('a fault is switched on and off, and a banner says that it is active', async () => {
    const { page } = await dashboard.open('?world=switches&panel=faults');
    await page.getByRole('switch', { name: 'Server error (500)' }).click();
    await page.getByText('A fault is active:').waitFor();
    expect((await dashboard.control.ask(status, 'alice-token~switches')).status).toBe(500);
    await page.getByRole('switch', { name: 'Extra field' }).click();
    await page.getByText('2 faults are active:').waitFor();
    await page.getByRole('switch', { name: 'Server error (500)' }).click();
    await page.getByText('A fault is active: extra-field').waitFor();
    expect((await dashboard.control.call('listFaults', '/worlds/switches/faults')).body).toMatchObject([
      { effect: 'extra-field', applied: 0 },
    ]);
    const form = page.getByRole('form', { name: 'Another fault' });
    await form.getByRole('combobox', { name: 'Effect' }).selectOption('latency');
    await form.getByRole('combobox', { name: 'User' }).selectOption('bob');
    await form.getByLabel('Settings of the effect').fill('latency=fast');
    await form.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByText(/"latency" is "fast"/).waitFor();
    await form.getByLabel('Settings of the effect').fill('latency=5ms');
    await form.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByText('2 faults are active:').waitFor();
    await press(page, 'Remove all faults');
    await page.getByText('No fault is active.').waitFor();
    expect((await dashboard.control.call('listFaults', '/worlds/switches/faults')).body).toEqual([]);
    await page.close();
  });

  test('a near miss is shown as a difference, and sent again it matches', async () => {
    const token = 'alice-token~near';
    const { page } = await dashboard.open('?world=near&panel=requests');
    await dashboard.control.ask(status, token);
    await dashboard.control.ask(`/api/v1/enrichment/results/${ownJobId}/`, token);
    await page.getByText('2 requests', { exact: true }).waitFor();
    await page.getByLabel('Near misses').check();
    await page.getByText('1 of 2 requests').waitFor();
    await page.getByRole('list', { name: 'Requests, the newest first' }).getByRole('button').click();
    const request = page.getByRole('article', { name: 'Request 2' });
    expect(await request.locator('del').textContent()).toBe('remove s');
    await press(page, 'Edit and send again');
    await press(page, 'Use the path that would have matched');
    await press(page, 'Send');
    await page.getByText('Response: 400').waitFor();
    const { body } = await dashboard.control.call('listRequests', '/worlds/near/requests');
    expect(body).toMatchObject([{ status: 200 }, { status: 404 }, { status: 400, operation: 'getResults' }]);
    await page.getByLabel('Path and query').fill('/../__mock__/api/worlds/near/reset');
    await press(page, 'Send');
    await page.getByText('The path leads to the control API').waitFor();
    await press(page, '← All requests');
    await press(page, 'Clear the journal');
    await page.getByText('No client has sent a request').waitFor();
    expect((await dashboard.control.call('listRequests', '/worlds/near/requests')).body).toEqual([]);
    await page.close();
  });

  test('advice names what was seen, leads to its requests, and can be dismissed', async () => {
    const { page } = await dashboard.open('?world=careless&panel=advice');
    await page.getByText('The coach has no advice.').waitFor();
    for (let count = 0; count < 30; count += 1) await dashboard.control.ask(status, 'alice-token~careless');
    const advice = page.getByRole('list', { name: 'Advice' }).getByRole('article').first();
    await advice.getByText('Source').waitFor();
    const { body } = await dashboard.control.call('getAdvice', '/worlds/careless/advice');
    expect(await advice.getAttribute('aria-label')).toBe(body[0]?.title);
    await advice
      .getByRole('button', { name: /^Show request / })
      .first()
      .click();
    await page.getByRole('article', { name: /^Request / }).waitFor();
    await page.keyboard.press('a');
    await press(page, 'Dismiss all advice');
    await page.getByText('The coach has no advice.').waitFor();
    expect((await dashboard.control.call('getAdvice', '/worlds/careless/advice')).body).toEqual([]);
    await page.close();
  });

  test('a world is made, saved, changed, restored and deleted', async () => {
    const { page } = await dashboard.open('?panel=worlds', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const name = page.getByLabel('Name of a new world');
    await name.fill('not a name');
    await page.getByText('A name is a letter or digit').waitFor();
    await name.fill('made-here');
    await press(page, 'Create or open');
    await page.waitForURL(/world=made-here/);
    await press(page, 'Copy token of alice');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('alice-token~made-here');
    await page.getByLabel('Name of the snapshot').fill('before');
    await press(page, 'Take a snapshot');
    await page.getByRole('button', { name: 'Restore before' }).waitFor();
    await dashboard.control.call('addJob', '/worlds/made-here/jobs', { user: 'carol' });
    await page.getByText('19 jobs', { exact: true }).waitFor();
    await press(page, 'Restore before');
    await page.getByText('18 jobs', { exact: true }).waitFor();
    await press(page, 'Delete “made-here”');
    await press(page, 'Yes, delete “made-here”');
    await page.getByText('The world "made-here" is deleted.').waitFor();
    expect((await dashboard.control.call('listWorlds', '/worlds')).body).not.toContain('made-here');
    await page.close();
  });

  test('a world is taken elsewhere as a link, and comes back as a new one', async () => {
    await dashboard.control.call('setClock', '/worlds/shared/clock', { frozen: true });
    await dashboard.control.call('addJob', '/worlds/shared/jobs', { user: 'carol' });
    const { page } = await dashboard.open('?world=shared&panel=worlds', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await press(page, 'Copy link');
    await page.getByText('Copied ✓').waitFor();
    const address = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/__mock__\/#world2\.[\w-]+$/);
    await page.getByLabel('Bring a world file, a log or a link').fill(address);
    await press(page, 'Open the link as a new world');
    await page.waitForURL(/world=link-/);
    await page.getByText('19 jobs', { exact: true }).waitFor();
    const world = new URL(page.url()).searchParams.get('world') ?? '';
    const [there, here] = await Promise.all(
      ['shared', world].map((one) =>
        dashboard.control.ask('/api/v1/enrichment/status/', `carol-token~${one}`),
      ),
    );
    expect(here?.body).toBe(there?.body);
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Export world file')]);
    expect(download.suggestedFilename()).toBe(`${world}.yaml`);
    await page.getByLabel('Bring a world file, a log or a link').fill('users: {}');
    await press(page, `Replace “${world}” with it`);
    await page.locator('.notice.is-problem').waitFor();
    expect((await dashboard.control.call('listJobs', `/worlds/${world}/jobs`)).body).toHaveLength(19);
    await page.close();
  });

  test('with the keyboard alone: choose a job, pause it, open its requests, and leave', async () => {
    await dashboard.control.call('setClock', '/worlds/hands/clock', { frozen: true });
    const { page } = await dashboard.open('?world=hands');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Job' }).waitFor();
    const focus = () => page.evaluate('document.activeElement?.textContent?.trim() ?? ""');
    const seen: unknown[] = [];
    for (let count = 0; count < 80 && seen.at(-1) !== 'Delete'; count += 1) {
      await page.keyboard.press('Tab');
      seen.push(await focus());
    }
    expect(seen).toEqual(
      expect.arrayContaining(['Playground', 'Next change', 'Fork here', 'Life cycle', 'Faults']),
    );
    expect(seen.at(-1)).toBe('Delete');
    await page.keyboard.press('Enter');
    await page.getByText('17 jobs', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('18 jobs', { exact: true }).waitFor();
    await page.keyboard.press('q');
    await page.getByRole('complementary', { name: 'Requests' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    await page.close();
  });
});
