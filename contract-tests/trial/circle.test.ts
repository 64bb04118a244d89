import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadIngredients } from '../../mock-server/start/ingredients.ts';
import { readMockOptions } from '../../mock-server/start/options.ts';
import { startMock } from '../../mock-server/start/start.ts';
import { failLoudly } from '../../mock-server/testing/shipped.ts';
import { instant } from '../../time/time.ts';
import { decideOutcome } from '../verdict/judge.ts';
import { detectReadings } from '../clauses/readings.ts';
import { createProfile } from '../report/profile.ts';
import { formatYaml } from '../report/yaml-text.ts';
import { runTrial } from './trial.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'circle-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const odd = [
  ['list-envelope=total-pages', 'timestamps=milliseconds', 'utc-designator=offset', 'job-id-route=string'],
  ['framework-version=3.16', 'renderers=browsable', 'results-not-ready=conflict', 'timestamps=microseconds'],
  ['list-envelope=page-number', 'submit-response=job-id-only', 'not-found=named', 'path-prefix=backend'],
];

const id = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const unknown = '5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6';
const status = '/api/v1/enrichment/status/';
const token = { Authorization: 'Bearer alice-token' };

/** The parts of a response that depend on a reading. */
const questions: readonly (readonly [path: string, request: RequestInit])[] = [
  [status, { headers: token }],
  [`${status}?page=2`, { headers: token }],
  [`${status}${id}/`, { headers: token }],
  [`${status}${id}`, { headers: token, redirect: 'manual' }],
  [`${status}${unknown}/`, { headers: token }],
  [`${status}not-a-uuid/`, { headers: token }],
  [`${status}not-a-uuid/`, {}],
  [status, {}],
  [status, { headers: { ...token, Accept: 'text/html' } }],
  [status, { method: 'OPTIONS', headers: token }],
  [`/api/v1/enrichment/result/${id}/`, { headers: token }],
  ['/api/v1/nothing/', {}],
];

/** All responses of a mock with these flags, without what depends on the hour or the port. */
async function listAnswers(flags: readonly string[], prefix: string): Promise<readonly unknown[]> {
  const options = readMockOptions(['--port=0', '--now=2026-05-06T14:23:11Z', '--freeze', ...flags]);
  const ingredients = await loadIngredients(options, process.cwd());
  const mock = await startMock({
    ...options,
    ...ingredients,
    now: () => instant(0),
    onCrash: (error) => failLoudly(String(error)),
  });
  try {
    const answers = [];
    for (const [path, request] of questions) {
      const response = await fetch(`${mock.url}${prefix}${path}`, request);
      const body = (await response.text()).replaceAll(mock.url, 'http://mock');
      // A web page contains a random key.
      const same = body.startsWith('<') ? body.replaceAll(/[A-Za-z0-9]{32,64}/g, 'key') : body;
      const names = [...response.headers.keys()];
      answers.push([path, response.status, names, response.headers.get('content-type'), same]);
    }
    return answers;
  } finally {
    await mock.stop();
  }
}

test.each(odd.map((readings) => [readings]))(
  'a mock with the readings %j is judged, and its profile starts another mock that behaves the same',
  async (readings) => {
    const { seen, verdicts } = await runTrial({ readings, watchMs: 60_000 });
    const profile = createProfile({
      kind: 'judged',
      version: '1.2.3',
      startedAt: '2026-05-06T15:00:00.000Z',
      tookMs: 0,
      evidence: seen.evidence,
      verdicts,
      readings: detectReadings(seen),
      outcome: decideOutcome(verdicts, { strict: false }),
      strict: false,
    });
    const file = join(folder, 'profile.yaml');
    writeFileSync(file, formatYaml('Seen.', profile));
    const prefix = new URL(seen.evidence.target.baseUrl).pathname.replace(/\/$/, '');
    const first = await listAnswers(
      readings.flatMap((reading) => ['--reading', reading]),
      prefix,
    );
    expect(await listAnswers(['--profile', file], prefix)).toEqual(first);
    expect(await listAnswers([], prefix)).not.toEqual(first);
  },
);
