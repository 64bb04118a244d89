// The dashboard in Chromium in front of three processes with one Redis, of which that which serves the page is killed.
import { endPrograms, type Program, startProgram } from '../../command-line/testing/program.ts';
import { describeInChromium, launchChromium } from '../../files/testing/chromium.ts';
import { type RedisServer, startRedisServer } from '../store/redis/testing/redis-server.ts';
import { type Balancer, startBalancer } from '../testing/balancer.ts';
import { ownJobId } from '../testing/shipped.ts';
import { keepPicture } from './testing/dashboard-page.ts';

const status = `/api/v1/enrichment/status/${ownJobId}/`;

describeInChromium('the dashboard of several processes', () => {
  let redis: RedisServer;
  const programs = new Map<string, Program>();
  let balancer: Balancer;
  beforeAll(async () => {
    redis = await startRedisServer();
    const started = Array.from({ length: 3 }, () => startProgram('mock', '--port=0', '--store', redis.url));
    for (const program of started) {
      const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await program.printed('Add an hour')) ?? [];
      programs.set(url, program);
    }
    balancer = await startBalancer([...programs.keys()]);
  });
  afterAll(async () => {
    await balancer.stop();
    await endPrograms();
    await redis.stop();
  });

  const poll = async () =>
    fetch(`${balancer.url}${status}`, { headers: { authorization: 'Bearer alice-token' } });
  const addJob = async () =>
    fetch(`${balancer.url}/__mock__/api/worlds/default/jobs`, { method: 'POST', body: 'user=carol' });

  test('it shows the requests to all, and loses nothing when the process that it follows is killed', async () => {
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${balancer.url}/__mock__/?panel=requests`);
    await page.getByText('18 jobs').waitFor();
    for (let count = 0; count < 6; count += 1) expect((await poll()).status).toBe(200);
    await page.getByText('6 requests', { exact: true }).waitFor();
    await addJob();
    await page.getByText('19 jobs').waitFor();
    await keepPicture(page, 'processes-before');

    const killed = programs.get(balancer.findServing() ?? '');
    killed?.signal('SIGKILL');
    await killed?.ended;
    // The others answer as before, and the page catches up.
    await addJob();
    for (let count = 0; count < 3; count += 1) expect((await poll()).status).toBe(200);
    await page.getByText('20 jobs').waitFor();
    await page.getByText('9 requests', { exact: true }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await keepPicture(page, 'processes-after');
    await browser.close();
  });
});
