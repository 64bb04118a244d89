import type { ClientRun } from '../life/client.ts';
import { askStatus, type Job, patient, sleep } from './testing/clients.ts';
import { note, play, takes } from './testing/plays.ts';

async function resume({ fetch, baseUrl, token, jobId }: ClientRun, add: (text: string) => void) {
  await sleep(300_000);
  const response = await fetch(`${baseUrl}/enrichment-control/`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ csv_file_id: jobId, action: 'resume' }),
  });
  add(String(response.status));
}

test('responses take their latencies, so that they can overtake each other', async () => {
  const { noted, life } = await note({ latencies: [3000, 100] }, async (run, add) => {
    const ask = async (name: string) => {
      const { status } = await askStatus(run);
      add(`${name} ${status}`);
    };
    await Promise.all([ask('first'), ask('second')]);
  });
  expect(noted).toEqual(['100 second 200', '3000 first 200']);
  expect(life.requests.map(({ decidedAt }) => decidedAt)).toEqual([1500, 50]);
});

test('a sleeping tab gets all that is late at once, in its order', async () => {
  const sleeps = [{ at: 1000, length: 60_000 }];
  const { noted } = await note({ sleeps, latencies: [2500] }, async (run, add) => {
    const every = setInterval(() => add('tick'), 2000);
    setTimeout(() => clearInterval(every), 64_500);
    await Promise.all([sleep(1500).then(() => add('timer')), askStatus(run).then(() => add('response'))]);
    await sleep(5000);
  });
  expect(noted).toEqual(['61000 timer', '61000 tick', '61000 response', '63000 tick']);
});

test('Retry-After may be a date', async () => {
  const faults = [
    { at: 0, fault: { effect: 'error', problem: 'tooManyRequests', retry_after: 30 } },
  ] as const;
  const { noted, life } = await note({ faults, retryAfterAsDate: true }, async (run, add) => {
    const { headers } = await askStatus(run);
    const retryAfter = headers.get('Retry-After') ?? '';
    add(`${retryAfter} ${Date.parse(retryAfter) - Date.now()}`);
  });
  expect(noted).toEqual(['50 Wed, 06 May 2026 14:23:42 GMT 30950']);
  expect(life.requests.map(({ retryAfter }) => retryAfter)).toEqual([30_950]);
});

test('the clock of the client may be wrong', async () => {
  const { noted } = await note({ skew: -90_000 }, async (run, add) => {
    const { headers } = await askStatus(run);
    add(`${new Date().toISOString()} ${Date.now() - new Date(headers.get('date') ?? '').getTime()}`);
  });
  expect(noted).toEqual(['50 2026-05-06T14:21:41.050Z -89950']);
});

test.each([
  ['reset', {}, 'TypeError: Failed to fetch', 'reset'],
  ['cut', { after: 20 }, '200 TypeError: network error', 'cut'],
  ['drip', { bytes_per_second: 50 }, '200 completed', 'response'],
] as const)('the fault %s happens in virtual time', async (effect, keys, want, outcome) => {
  const faults = [{ at: 0, fault: { effect, ...keys } }];
  const { noted, life } = await note({ faults, jobs: [takes(3)] }, async (run, add) => {
    await sleep(5000);
    let got = '';
    try {
      const response = await askStatus(run);
      got = `${response.status} `;
      got += ((await response.json()) as Job).status;
    } catch (error) {
      got += String(error);
    }
    add(got);
  });
  expect(noted.map((text) => text.replace(/^\d+ /, ''))).toEqual([want]);
  expect(life.requests).toMatchObject([{ outcome, faults: [effect] }]);
});

test('a slow body arrives after its head', async () => {
  const faults = [{ at: 0, fault: { effect: 'drip', bytes_per_second: 50 } as const }];
  const { noted } = await note({ faults }, async (run, add) => {
    const response = await askStatus(run);
    add('head');
    await response.clone().text();
    add('body');
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) add('piece');
  });
  expect(noted.slice(0, 2)).toEqual(['50 head', '7100 body']);
  expect(noted.slice(2)).toEqual(Array.from({ length: 8 }, () => '7100 piece'));
});

test('an aborted request rejects with the reason, before and after its head', async () => {
  const faults = [{ at: 1000, fault: { effect: 'drip', bytes_per_second: 10 } as const }];
  const { noted, life } = await note({ faults, latencies: [500] }, async (run, add) => {
    const attempt = async (signal: AbortSignal) => {
      try {
        const response = await askStatus(run, { signal });
        add('head');
        await response.text();
      } catch (error) {
        add((error as Error).name);
      }
    };
    await attempt(AbortSignal.timeout(200));
    await attempt(AbortSignal.abort());
    await sleep(1000);
    await attempt(AbortSignal.any([AbortSignal.timeout(2000), run.signal]));
  });
  expect(noted).toEqual(['200 TimeoutError', '200 AbortError', '1700 head', '3200 TimeoutError']);
  expect(life.requests.map(({ outcome, arrivedAt }) => `${arrivedAt} ${outcome}`)).toEqual([
    '200 aborted',
    '3200 aborted',
  ]);
});

test('after its expiry the token is rejected', async () => {
  const life = await play(patient, { tokenExpiresAt: 12_000 });
  expect(life.requests.map(({ status }) => status)).toEqual([200, 200, 200, 401]);
});

test('without credits, a resumed job is refused', async () => {
  const jobs = [{ scenario: 'pauses-for-credits', rows: 200 }];
  const poor = await note({ jobs, isOutOfCredits: true }, resume);
  const rich = await note({ jobs }, resume);
  expect([poor.noted, rich.noted]).toEqual([['300050 402'], ['300050 200']]);
});
