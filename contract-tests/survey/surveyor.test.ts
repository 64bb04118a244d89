import { answer, failure, question, silence, surveyorWith } from '../testing/surveyor.ts';
import type { SendOutcome } from '../traffic/client.ts';

describe('a retry', () => {
  test.each<[string, readonly SendOutcome[], readonly number[]]>([
    ['accepts a 200', [answer(200)], []],
    ['accepts a 404', [answer(404)], []],
    ['accepts a 401', [answer(401)], []],
    ['repeats a 429', [answer(429)], [300]],
    ['repeats a 502', [answer(502)], [300]],
    ['repeats a 503', [answer(503)], [300]],
    ['repeats a 504 twice', [answer(504), answer(504)], [300, 1500]],
    ['repeats a broken connection', [failure(true), answer(503)], [300, 1500]],
    ['does not repeat a refused connection', [failure(false)], []],
  ])('%s', async (_, answers, waits) => {
    const surveyor = surveyorWith(...answers);
    const { outcome } = await surveyor.ask(question);
    expect(surveyor.waits).toEqual(waits);
    const last = waits.length === 0 ? answers[0] : answer(200);
    expect(outcome.kind === 'response' ? outcome.status : 'none').toBe(
      last?.kind === 'response' ? last.status : 'none',
    );
    expect(surveyor.exchanges).toHaveLength(1);
  });

  test('records a crash that does not repeat as a random fault', async () => {
    const surveyor = surveyorWith(answer(500), answer(501), answer(200));
    const { outcome } = await surveyor.ask(question);
    expect(outcome).toEqual(answer(200));
    expect(surveyor.exchanges.map(({ id, tag }) => [id, tag])).toEqual([
      ['#1', 'chance'],
      ['#2', 'chance'],
      ['#3', 'list'],
    ]);
    expect(surveyor.meter.conduct().faults).toEqual({ 500: 1, 501: 1 });
  });

  test('confirms a crash that repeats, and accepts the next of its kind at once', async () => {
    const crashes = Array.from({ length: 9 }, () => answer(500));
    const surveyor = surveyorWith(...crashes);
    await surveyor.ask(question);
    await surveyor.ask(question);
    expect([surveyor.waits, surveyor.exchanges.length]).toEqual([[300, 1500], 2]);
    expect(surveyor.meter.conduct().faults).toEqual({ 500: 4 });
  });

  test('stops for an operation that two requests have shown to be down, until it responds', async () => {
    const surveyor = surveyorWith(...Array.from({ length: 7 }, () => answer(503)), answer(200), answer(503));
    for (let count = 0; count < 5; count += 1) await surveyor.ask(question);
    expect(surveyor.waits).toEqual([300, 1500, 300, 1500, 300]);
    expect(surveyor.meter.conduct().faults).toEqual({ 503: 8 });
  });

  test('repeats a request without a response if the target has responded before', async () => {
    const surveyor = surveyorWith(silence, answer(200), silence, answer(404));
    expect((await surveyor.ask(question)).outcome).toMatchObject({ kind: 'no-response' });
    await surveyor.ask(question);
    expect((await surveyor.ask(question)).outcome).toMatchObject({ status: 404 });
    expect(surveyor.meter.conduct().faults).toEqual({ oops: 2 });
  });

  test('abandons a target that no longer responds', async () => {
    const surveyor = surveyorWith(answer(200), ...Array.from({ length: 9 }, () => silence));
    for (let count = 0; count < 5; count += 1) await surveyor.ask(question);
    await expect(surveyor.ask(question)).rejects.toThrow(
      'The target stopped responding: 6 requests in a row failed (host: oops).',
    );
  });

  test('stops after the third attempt, and the last response counts', async () => {
    const surveyor = surveyorWith(answer(503), answer(502), answer(504), answer(200));
    const { outcome } = await surveyor.ask(question);
    expect(outcome).toEqual(answer(504));
    expect(surveyor.asked).toHaveLength(3);
  });

  test.each([
    ['0', [300]],
    ['1', [1000]],
    [' 2 ', [2000]],
    ['30', [30_000]],
    ['31', []],
    ['3600', []],
    ['Wed, 06 May 2026 15:00:10 GMT', [9995]],
    ['Wed, 06 May 2026 14:59:00 GMT', [300]],
    ['Wed, 06 May 2026 16:00:00 GMT', []],
    ['soon', [300]],
    ['-5', [300]],
    ['', [300]],
  ])('waits for Retry-After: "%s", and stops when that is too long', async (value, waits) => {
    const surveyor = surveyorWith(answer(429, { 'retry-after': value }));
    const { outcome } = await surveyor.ask(question);
    expect(surveyor.waits).toEqual(waits);
    expect(outcome).toMatchObject({ status: waits.length === 0 ? 429 : 200 });
  });
});

describe('a recorded exchange', () => {
  test('contains the request, with a variable for the token, and the response', async () => {
    const surveyor = surveyorWith(answer(503), answer(200, { 'X-A': 'b' }, '[]'));
    await surveyor.ask({ ...question, jobId: 'j', method: 'HEAD' });
    expect(surveyor.asked[0]).toEqual({
      method: 'HEAD',
      url: question.url,
      headers: [
        ['Authorization', 'Bearer canary-token'],
        ['Accept', 'application/json'],
        ['User-Agent', 'enrichment-sandbox-contract'],
      ],
    });
    expect(surveyor.exchanges).toEqual([
      {
        id: '#1',
        tag: 'list',
        operationId: 'listStatuses',
        jobId: 'j',
        startedMs: Date.parse('2026-05-06T15:00:00Z'),
        tookMs: 310,
        tries: 2,
        request: {
          method: 'HEAD',
          url: question.url,
          headers: [
            ['Authorization', 'Bearer $CONTRACT_TOKEN'],
            ['Accept', 'application/json'],
            ['User-Agent', 'enrichment-sandbox-contract'],
          ],
        },
        outcome: { kind: 'response', status: 200, headers: [['X-A', 'b']], body: '[]' },
      },
    ]);
  });

  test('without a credential has no Authorization header', async () => {
    const surveyor = surveyorWith();
    const { tag, operationId, url } = question;
    await surveyor.ask({ tag, operationId, url });
    const headers = [surveyor.asked[0]?.headers, surveyor.exchanges[0]?.request.headers].map((all) =>
      all?.map(([name]) => name),
    );
    expect(headers).toEqual([
      ['Accept', 'User-Agent'],
      ['Accept', 'User-Agent'],
    ]);
  });

  test('has a unique id', async () => {
    const surveyor = surveyorWith();
    await surveyor.ask(question);
    await surveyor.ask(question);
    expect(surveyor.exchanges.map(({ id }) => id)).toEqual(['#1', '#2']);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a header', { 'X-Debug': 'Bearer canary-token' }, 'X-Debug: Bearer [redacted]'],
    ['the name of a header', { 'X-canary-token': '1' }, 'X-[redacted]: 1'],
    ['a location', { Location: '/login?t=canary-token' }, 'Location: /login?t=[redacted]'],
    ['a cookie', { 'Set-Cookie': 'sid=abc; Path=/' }, 'Set-Cookie: sid=[cookie]; Path=/'],
    ['the name of a cookie', { 'set-cookie': 'canary-token=1' }, 'set-cookie: [redacted]=[cookie]'],
    [
      'the path of a cookie',
      { 'Set-Cookie': 's=1; Path=/canary-token' },
      'Set-Cookie: s=[cookie]; Path=/[redacted]',
    ],
    ['a cookie without a name', { 'Set-Cookie': 'canary-token' }, 'Set-Cookie: [redacted]'],
  ])('contains no secret from %s', async (_, headers, shown) => {
    const { outcome } = await surveyorWith(answer(200, headers)).ask(question);
    expect(outcome).toMatchObject({ headers: [shown.split(': ')] });
  });

  test('contains no secret from a body, a URL or a reason', async () => {
    const surveyor = surveyorWith(answer(200, {}, 'no canary-token'), {
      ...failure(false),
      reason: 'canary-token',
    } as SendOutcome);
    await surveyor.ask({ ...question, url: 'http://host.example/canary-token/' });
    await surveyor.ask(question);
    expect(surveyor.exchanges).toMatchObject([
      { request: { url: 'http://host.example/[redacted]/' }, outcome: { body: 'no [redacted]' } },
      { outcome: { kind: 'no-response', reason: '[redacted]' } },
    ]);
  });
});
