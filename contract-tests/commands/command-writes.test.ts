import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runContractInProcess } from '../testing/command-inside.ts';
import { runContract, type StartedCommand, startContract, startMock } from '../testing/command.ts';
import { firstId, job } from '../testing/exchanges.ts';
import { createOwnJobHandler } from '../testing/own-job-server.ts';
import { serve, stopAll } from '../testing/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-writes-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const alice = { CONTRACT_TOKEN: 'alice-token' };
const writing = (url: string, ...flags: readonly string[]) => [
  '--base-url',
  url,
  '--watch',
  '0s',
  '--allow-writes',
  ...flags,
];

describe('production gets no write and no request', () => {
  const silent = join(folder, 'silent.yaml');
  const text = readFileSync('openapi/enrichment.yaml', 'utf8');
  writeFileSync(silent, text.replace(/^x-hosts:\n(?: .*\n)+/m, ''));

  test.each<[string, readonly string[]]>([
    ['app.ecoreservice.com', []],
    ['https://app.ecoreservice.com/backend/api/v1/', []],
    ['https://APP.ECORESERVICE.COM.:8443', []],
    ['app.ecoreservice.com', ['--spec', silent]],
  ])('%s %j', async (url, flags) => {
    const { status, stdout, stderr } = await runContractInProcess(writing(url, ...flags), alice);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^--allow-writes is not allowed: app\.ecoreservice\.com\.? is production, and the suite never writes to production\. Omit it\.\n$/,
    );
  });

  test('a target that redirects to production gets no write either', async () => {
    const { url, requests } = await serve((_, response) =>
      response.writeHead(302, { Location: 'https://app.ecoreservice.com/x' }).end(),
    );
    const { status, stderr } = await runContractInProcess(writing(url), alice);
    expect([status, requests.length]).toEqual([2, 1]);
    expect(stderr).toContain(
      'redirects to app.ecoreservice.com, which is production, and the suite never writes to production.',
    );
  });
});

test('a run announces its writes first, and names the created job in the report', async () => {
  const { url, stop } = await startMock('--speed', '60');
  const { status, stdout } = await runContract(writing(url, '--report-dir', folder), alice);
  await stop();
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^This run has write access to http:.*\nCreated job [0-9a-f-]{36} with 3 records\.\n/,
  );
  const [, made] = /\nCreated job ([0-9a-f-]{36}), last seen completed\.\n/.exec(stdout) ?? [];
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({ jobs_made: [made] });
});

test('an interrupted run resumes its own job first', async () => {
  const orders: string[] = [];
  let run: StartedCommand | undefined;
  const working = ['queued', 'queued', 'in-progress', 'in-progress', 'in-progress', 'paused'];
  const { url } = await serve(
    createOwnJobHandler(working, (action, response) => {
      orders.push(action);
      if (action === 'pause' && orders.length > 2) response.on('finish', () => run?.kill('SIGINT'));
      return 200;
    }),
  );
  run = startContract(writing(url), alice);
  const { status, stderr } = await run.ended;
  expect([status, stderr.trimEnd().split('\n').at(-1)]).toEqual([
    3,
    'The run was interrupted before it had sent all requests, so nothing was judged.',
  ]);
  expect(orders.at(-1)).toBe('resume');
});

test('no output contains a person from the results, even when the results break the contract', async () => {
  const person = {
    first_name: 'Ada',
    last_name: 'Lovelace',
    contact_email: 'ada@lovelace.example',
    contact_mobile_phone: '+44 20 7946 0018',
  };
  const { url } = await serve(({ url: path = '' }, response) => {
    const csv = path.includes('csv');
    response.writeHead(200, { 'Content-Type': csv ? 'text/csv' : 'application/json' });
    const records = [{ ...person, page: path }, 'Ada Lovelace', { 'ada@lovelace.example': 7 }];
    if (csv) return response.end('Ada,Lovelace\r\n+44 20 7946 0018;ada@lovelace.example\r\n');
    if (path.includes('/result/'))
      return response.end(
        JSON.stringify({
          job_id: 'Ada Lovelace',
          total_records: 9,
          page: 'Ada',
          page_size: 50,
          data: records,
        }),
      );
    const own = job({ status: 'completed' });
    return response.end(JSON.stringify(path.includes(firstId) ? own : [own]));
  });
  const reports = join(folder, 'people');
  const { status, stdout, stderr } = await runContract(
    ['--base-url', url, '--watch', '0s', '--report-dir', reports],
    alice,
  );
  expect(status).toBe(1);
  const files = readdirSync(reports, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const all = [stdout, stderr, ...files].join('\n');
  expect(['Ada', 'Lovelace', 'lovelace', '7946 0018'].filter((word) => all.includes(word))).toEqual([]);
  expect(all).toContain('@redacted.example');
});
