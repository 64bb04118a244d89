// The command as a presenter starts it, against a mock on a free port.
import { UsageError } from '../command-line/command.ts';
import { sendRequest } from '../mock-server/testing/http-client.ts';
import { demoFlags } from './options.ts';
import { acts } from './show/show.ts';
import { findUrl, type RunningDemo, runDemo } from './testing/running-demo.ts';

const running: RunningDemo[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.stop();
    await one.ended.catch(() => undefined);
  }
});

async function start(...args: readonly string[]): Promise<RunningDemo & { readonly url: string }> {
  const started = runDemo('--port', '0', ...args);
  running.push(started);
  return { ...started, url: findUrl(await started.printed('The demo is ready')) };
}

const ask = async (url: string, path: string, accept = '*/*') =>
  sendRequest(`${url}${path}`, { headers: { Accept: accept } });

const post = (url: string, path: string, body: string) =>
  sendRequest(`${url}/__mock__/api/worlds/default${path}`, { method: 'POST', body });

test('--help lists every flag', async () => {
  const { printed, ended } = runDemo('--help');
  const text = await printed('Exit status');
  expect(await ended).toBe(0);
  for (const name of Object.keys(demoFlags)) expect(text).toMatch(new RegExp(`^  --${name}( |$)`, 'm'));
});

test('--script prints what to say in each minute', async () => {
  const { printed, ended } = runDemo('--script');
  const text = await printed('14:00');
  expect(await ended).toBe(0);
  for (const { title } of acts) expect(text).toContain(title);
  expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('it says where the pages are, and plays the show until it is stopped', async () => {
  const { url, printed, stop, ended } = await start('--freeze');
  await post(url, '/clock', 'advance=60s');
  const text = await printed(' 1:00  Out of credits');
  expect(text).toContain(`  Dashboard    ${url}/__mock__/?world=default&span=6m\n`);
  expect(text).toContain(`  What to say  ${url}/__mock__/presenter/\n`);
  stop();
  expect(await ended).toBe(0);
});

test('at its end, the world comes to rest', async () => {
  const { url, printed } = await start('--freeze');
  await post(url, '/clock', 'advance=15m');
  const text = await printed('The show is over. Reset the world to begin again, or press Ctrl-C.');
  expect(text).not.toContain('begins again.');
});

test('with --freeze it waits for the presenter; when --loop begins again, it does not', async () => {
  const { url, printed } = await start('--freeze', '--loop');
  expect(await printed('A busy morning')).toContain('The clock is stopped: press Space to begin.');
  const position = await ask(url, '/__mock__/presenter/now.json');
  expect(JSON.parse(position.body)).toEqual({ seconds: 0, speed: 1, frozen: true, isOver: false });
  await post(url, '/clock', 'advance=15m');
  await printed('The show begins again.\n 0:00');
  await expectClockToRun(url);
});

async function expectClockToRun(url: string): Promise<void> {
  for (;;) {
    const { body } = await ask(url, '/__mock__/api/worlds/default/clock');
    if ((JSON.parse(body) as { readonly frozen: boolean }).frozen) continue;
    expect(body).toContain('"frozen": false');
    return;
  }
}

test('a port that is taken is an error that says what to do', async () => {
  const { url } = await start('--freeze');
  const { port } = new URL(url);
  await expect(runDemo('--port', port).ended).rejects.toThrow(
    new UsageError(`Port ${port} is in use. Choose another one with --port N, or a free one with --port 0.`),
  );
});

test("the presenter's page and its files are served under the policy of all pages", async () => {
  const { url } = await start('--freeze');
  const page = await ask(url, '/__mock__/presenter/', 'text/html');
  const dashboard = await ask(url, '/__mock__/', 'text/html');
  const policy = page.headers['content-security-policy'];
  expect([page.status, policy]).toEqual([200, dashboard.headers['content-security-policy']]);
  for (const { title } of acts) expect(page.body).toContain(title);
  const files = [...page.body.matchAll(/(?:href|src)="(presenter\.\w+)"/g)].map(([, file]) => file);
  expect(files).toEqual(['presenter.css', 'presenter.js']);
  for (const file of files) expect((await ask(url, `/__mock__/presenter/${file}`)).status).toBe(200);
  // The policy forbids inline scripts and styles.
  expect(page.body).not.toMatch(/ style=|<style|<script>| on\w+=/);
});

test('requests of the customers reach the mock as those of real clients', async () => {
  const { url } = await start('--freeze');
  await post(url, '/clock', 'advance=40s');
  const { body } = await ask(url, '/__mock__/api/worlds/default/requests/wait?operation=submitEnrichment');
  const [first] = JSON.parse(body) as readonly { readonly user: string; readonly status: number }[];
  expect([first?.user, first?.status]).toEqual(['quillmere-books', 201]);
});
