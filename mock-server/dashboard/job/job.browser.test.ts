// A job, new jobs and the life cycle in Chromium: every control does what it says, and the API agrees.
import type { Page } from 'playwright-core';

import { describeInChromium } from '../../../files/testing/chromium.ts';
import { base, ownJobId } from '../../testing/answers.ts';
import { type Dashboard, startDashboard } from '../testing/dashboard-page.ts';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const panel = (page: Page, name: string) => page.getByRole('complementary', { name });
const json = (page: Page) => page.getByLabel('JSON of the job');
const waitForStatus = (page: Page, status: string) =>
  panel(page, 'Job').locator('header').getByText(status, { exact: true }).waitFor();

describeInChromium('a job in the dashboard', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard();
  });
  afterAll(() => dashboard.stop());

  /** Opens a frozen world with the panel of its first job. */
  const open = async (world: string, query = `&panel=job&job=${ownJobId}`, options = {}) => {
    await dashboard.control.call('setClock', `/worlds/${world}/clock`, { frozen: true });
    const opened = await dashboard.open(`?world=${world}${query}`, options);
    await opened.page.getByText('18 jobs', { exact: true }).waitFor();
    return opened.page;
  };
  const ask = async (world: string, id = ownJobId) =>
    (await dashboard.control.ask(`${base}/status/${id}/`, `alice-token~${world}`)).body;
  const getJob = async (world: string, id = ownJobId) =>
    (await dashboard.control.call('getJob', `/worlds/${world}/jobs/${id}`)).body;

  test('its JSON is that of the API, now and in the past, and causes no request', async () => {
    const page = await open('json');
    const queued = await ask('json');
    expect(await json(page).textContent()).toBe(queued);
    await page.getByLabel('until this job is').selectOption('completed');
    await press(page, 'Move the clock');
    await waitForStatus(page, 'Enrichment Completed');
    const completed = await ask('json');
    expect(await json(page).textContent()).toBe(completed);
    const requests: string[] = [];
    // The advice on the requests above comes a while later.
    page.on('request', (request) => request.url().endsWith('/advice') || requests.push(request.url()));
    await press(page, /^Show the moment when it became Enrichment Started/);
    await waitForStatus(page, 'Enrichment Started');
    expect(JSON.parse((await json(page).textContent()) ?? '')).toMatchObject({ status: 'in-progress' });
    expect(await panel(page, 'Job').getByRole('button', { name: 'Fail' }).isDisabled()).toBe(true);
    await press(page, 'Now');
    await waitForStatus(page, 'Enrichment Completed');
    expect(await json(page).textContent()).toBe(completed);
    expect(requests).toEqual([]);
    await page.close();
  });

  test('pause, resume, force and fail do that', async () => {
    const page = await open('acts');
    await page.getByLabel('Internal status').selectOption('Enrichment Started');
    await press(page, 'Force into');
    await waitForStatus(page, 'Enrichment Started');
    await press(page, 'Pause');
    await waitForStatus(page, 'Paused');
    expect((await getJob('acts')).api_status).toBe('paused');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search for a command' }).fill('resume selected');
    await page.keyboard.press('Enter');
    await waitForStatus(page, 'Enrichment Started');
    await page.getByLabel('Reason of the failure').fill('<b>The upstream</b> is "gone"');
    await press(page, 'Fail');
    await waitForStatus(page, 'Failure');
    await page.getByText('Failed: <b>The upstream</b> is "gone"').waitFor();
    expect((await getJob('acts')).reason).toBe('<b>The upstream</b> is "gone"');
    await page.getByLabel('Internal status').selectOption('Draft');
    await press(page, 'Force into');
    await page
      .getByRole('log', { name: 'Messages' })
      .getByText(/"Failure", which is final/)
      .waitFor();
    await page.getByLabel('anyway').check();
    await page.getByLabel('stays').check();
    await press(page, 'Force into');
    await waitForStatus(page, 'Draft');
    expect((await getJob('acts')).next).toBeUndefined();
    await page.close();
  });

  test('a deleted job comes back with undo, and what happened in between stays', async () => {
    const page = await open('undo');
    const before = await getJob('undo');
    await press(page, 'Delete');
    await page.getByText(`Job ${ownJobId} was deleted.`).waitFor();
    expect(await ask('undo')).toContain('Not found');
    const added = await dashboard.control.call('addJob', '/worlds/undo/jobs', { user: 'carol' });
    await press(page, 'Undo');
    await waitForStatus(page, 'Uploading');
    expect(await getJob('undo')).toEqual(before);
    expect((await getJob('undo', added.body.id)).owner).toBe('carol');
    await page.close();
  });

  test('a copied link opens the world in another one, and the text can be selected where copying is refused', async () => {
    const page = await open('copy');
    await press(page, 'Copy as link');
    const field = page.getByLabel('The text: link');
    const [, link] = (await field.inputValue()).split('#');
    await dashboard.control.call('restoreWorld', '/worlds/copied/restore', { link });
    expect(await ask('copied')).toBe(await ask('copy'));
    // A link to a moment of the past is that of a world which is made for it, and gone afterwards.
    const queued = await ask('copy');
    await page.getByLabel('until this job is').selectOption('completed');
    await press(page, 'Move the clock');
    await waitForStatus(page, 'Enrichment Completed');
    await press(page, /^Show the moment when it became Draft/);
    await waitForStatus(page, 'Draft');
    const draft = await json(page).textContent();
    await press(page, 'Copy as command with the world');
    const command = await page.getByLabel('The text: command with the world').inputValue();
    const [, past] = /--world '(\S+)'$/.exec(command) ?? [];
    await dashboard.control.call('restoreWorld', '/worlds/copied/restore', { link: past });
    expect(await ask('copied')).toBe(draft);
    expect(draft).not.toBe(queued);
    const worlds = await dashboard.control.call('listWorlds', '/worlds');
    expect(worlds.body.filter((name) => name.includes('fork'))).toEqual([]);
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await press(page, 'Copy as curl');
    await page.getByText('The browser does not let this page copy. Select the text and copy it.').waitFor();
    expect(await page.getByLabel('The text: curl').inputValue()).toContain(`Bearer alice-token~copy`);
    await page.close();
  });

  test('rows and a file are submitted as a client does, and a job is added', async () => {
    const page = await open('submit', '&panel=submit');
    const form = page.getByRole('form', { name: 'Submit as a client' });
    await form.getByLabel('User').selectOption('bob');
    await form.getByLabel('Scenario').selectOption('pauses');
    await form.getByRole('button', { name: 'Submit' }).click();
    await form.getByRole('heading', { name: '201' }).waitFor();
    await page.getByText('19 jobs', { exact: true }).waitFor();
    const id = new URL(page.url()).searchParams.get('job') ?? '';
    expect(await getJob('submit', id)).toMatchObject({ owner: 'bob', size: 3, scenario: 'pauses' });
    await form.getByLabel('a file').check();
    const text = 'First name,Company name\nAda,scenario:fails-half-way\n';
    await form
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await form.getByLabel('Category').selectOption('account');
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('20 jobs', { exact: true }).waitFor();
    await form.getByRole('button', { name: 'Open the job' }).click();
    await panel(page, 'Job').getByText('fails-half-way').waitFor();
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Submit' }).click();
    await press(page, 'Add a job');
    await page.getByLabel('Begin').selectOption('just reached a status');
    await page.getByLabel('Status that it has just reached').selectOption('Enrichment Completed');
    await press(page, 'Add the job');
    await page.getByText('21 jobs', { exact: true }).waitFor();
    const added = new URL(page.url()).searchParams.get('job') ?? '';
    expect((await getJob('submit', added)).internal_status).toBe('Enrichment Completed');
    await page.close();
  });

  test('the life cycle counts the jobs and filters them, with the keyboard alone', async () => {
    const page = await open('life', '&view=life-cycle');
    const node = page.getByRole('button', { name: /^Paused, API status paused/ });
    const name = (await node.locator('.hidden').textContent()) ?? '';
    const [, count = ''] = /: (\d+) jobs?; press Enter to show only these$/.exec(name) ?? [];
    const jobs = await dashboard.control.call('listJobs', '/worlds/life/jobs?status=Paused');
    expect(jobs.body).toHaveLength(Number(count));
    await node.focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${count} jobs`, { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('status')).toEqual(['Paused']);
    await page.keyboard.press('Enter');
    await page.getByText('18 jobs', { exact: true }).waitFor();
    await page.close();
  });
});
