import {
  type AppCall,
  aliceToken,
  bobToken,
  detailPath,
  honestCalls,
  listPath,
  oddCalls,
  resultsPath,
} from '../../testing/app-session.ts';
import { charles, chrome, chromeInFull, firefox, harPrograms, mitmproxy } from '../../testing/app-hars.ts';
import { firstId, job, spec } from '../../testing/exchanges.ts';
import { readAppHar } from '../../commands/read-app-har.ts';
import { formatHar } from '../har.ts';

const read = (har: object, baseUrl?: string) => readAppHar(har, 'app.har', spec, baseUrl);
const tagsOf = (calls: readonly AppCall[], program = chromeInFull) =>
  read(program.write(calls)).exchanges.map(({ tag }) => tag);

const wanted = [
  'list',
  'detail',
  'list-again',
  'detail',
  'results',
  'results-page',
  'detail',
  'unknown-job',
  'bad-submission',
  'no-token',
];

test.each(harPrograms.map((program) => [program.name, program] as const))(
  'the requests of the API are found in a file of %s',
  (_, program) => {
    const { target, exchanges } = read(program.write(honestCalls));
    expect(target.baseUrl).toBe('https://app.example/backend');
    expect(exchanges.map(({ tag }) => tag)).toEqual(wanted);
    expect(exchanges[0]?.outcome).toMatchObject({ status: 200, body: expect.stringContaining(firstId) });
    expect(exchanges.map(({ startedMs }) => startedMs)).toEqual(
      exchanges.map(({ startedMs }) => startedMs).toSorted((a, b) => a - b),
    );
    expect(target.traffic?.leftOut).toMatchObject({ elsewhere: 2, preflight: 1 });
  },
);

test('what a file does not show is counted by reason', () => {
  const { traffic } = read(chrome.write(honestCalls)).target;
  expect(traffic).toEqual({
    program: 'WebInspector 537.36',
    entries: 18,
    leftOut: { elsewhere: 2, preflight: 1, 'not-http': 2, unanswered: 1, 'no-body': 1, cached: 1 },
  });
  expect(read(firefox.write(honestCalls)).target.traffic?.leftOut).toMatchObject({ 'no-body': 2 });
  expect(read(charles.write(honestCalls)).target.traffic?.leftOut).toMatchObject({
    'not-http': 1,
    unanswered: 1,
  });
  expect(read(mitmproxy.write(honestCalls)).target.traffic?.leftOut).toMatchObject({ 'not-http': 1 });
});

test('odd questions are left out, or get a mark by which no clause judges them alone', () => {
  const { exchanges, target } = read(chromeInFull.write(oddCalls));
  expect(exchanges.map(({ tag }) => tag)).toEqual(Array.from({ length: 4 }, () => 'chance'));
  expect(target.traffic?.leftOut).toEqual({ 'odd-request': 3, 'web-page': 1 });
});

describe('secrets and people', () => {
  const calls: readonly AppCall[] = [
    ...honestCalls,
    {
      to: `${listPath}?access_token=${aliceToken}&search=Grace`,
      token: aliceToken,
      cookie: 'theme=completed; sessionid=abc123def456ghi789',
      body: [job()],
      headers: { 'x-trace': `for ${aliceToken}` },
    },
    {
      to: resultsPath(firstId),
      token: aliceToken,
      body: {
        job_id: firstId,
        total_records: 1,
        page: 1,
        page_size: 50,
        data: [{ first_name: 'Grace', contact_email: 'grace@navy.example' }],
      },
    },
  ];

  test.each(harPrograms.map((program) => [program.name, program] as const))(
    'do not leave a file of %s',
    (_, program) => {
      const text = JSON.stringify(formatHar(read(program.write(calls)), '1.0.0'));
      for (const secret of [
        aliceToken,
        aliceToken.slice(-12),
        'abc123def456ghi789',
        'grace@navy.example',
        'Grace',
        'stale-token-000111',
      ])
        expect(text).not.toContain(secret);
      // A plain word in a cookie is no secret; it would hide the status of the jobs.
      expect(text).toContain('completed');
    },
  );

  test('are hidden, however many there are', () => {
    const names = Array.from({ length: 120 }, (_, index) => `user${index}x7f3kq2mmQ0pL`);
    const many = names.flatMap((token): readonly AppCall[] => [
      { to: listPath, token, cookie: `JSESSIONID=${token}sess`, body: [job()] },
      {
        to: listPath,
        token,
        body: [job()],
        headers: { 'x-debug': names.join(' '), 'x-sessions': `${token}sess` },
      },
    ]);
    const text = JSON.stringify(read(chromeInFull.write(many)).exchanges);
    expect(names.filter((name) => text.includes(name))).toEqual([]);
  });

  test('the token in a response is marked', () => {
    const echo = [{ to: listPath, token: aliceToken, body: [job()], headers: { 'x-debug': aliceToken } }];
    expect(JSON.stringify(read(chromeInFull.write(echo)).exchanges)).toContain('[redacted]');
  });
});

describe('users', () => {
  test('are told apart by their tokens, or by their sessions', () => {
    const calls = [
      { to: listPath, token: aliceToken, body: [] },
      { to: listPath, token: bobToken, body: [] },
      { to: listPath, token: aliceToken, body: [job()] },
      { to: listPath, cookie: 'theme=dark; sessionid=zz11zz22zz33', body: [] },
      { to: listPath, body: [] },
    ];
    const { exchanges } = read(chromeInFull.write(calls));
    expect(exchanges.map(({ caller, tag }) => [caller, tag])).toEqual([
      ['user-1', 'list'],
      ['user-2', 'list'],
      ['user-1', 'list-again'],
      ['user-3', 'list'],
      ['unknown', 'list'],
    ]);
  });
});

const listAt = (seconds: number, tookMs: number) => ({
  to: listPath,
  token: aliceToken,
  body: [job({ updated_at: `2026-05-06T15:00:0${seconds}Z` })],
  at: seconds,
  tookMs,
});

describe('time', () => {
  test('of two requests at once, the second says nothing about the order', () => {
    expect(tagsOf([listAt(0, 3000), listAt(1, 100), listAt(4, 100)])).toEqual([
      'list',
      'chance',
      'list-again',
    ]);
  });

  test('entries are sorted, and one without a time stays where it is, but says nothing about the order', () => {
    const har = chromeInFull.write([listAt(4, 10), listAt(0, 10), listAt(8, 10)]) as {
      log: { entries: { startedDateTime?: string }[] };
    };
    delete har.log.entries[2]?.startedDateTime;
    expect(
      read(har).exchanges.map(({ tag, startedMs }) => [tag, new Date(startedMs).getUTCSeconds()]),
    ).toEqual([
      ['list', 0],
      ['chance', 0],
      ['list-again', 4],
    ]);
  });

  test('a third response that is the same is left out, unless something else happened', () => {
    const same = { to: detailPath(firstId), token: aliceToken, body: job() };
    const { exchanges, target } = read(
      chromeInFull.write([
        ...Array.from({ length: 9 }, () => same),
        { to: resultsPath(firstId), token: aliceToken, status: 400, body: {} },
        same,
      ]),
    );
    expect(exchanges.map(({ tag }) => tag)).toEqual(['detail', 'detail', 'results', 'detail']);
    expect(target.traffic?.leftOut).toEqual({ 'same-again': 7 });
  });
});

describe('the API', () => {
  const calls = [
    { to: listPath, body: [] },
    { to: detailPath(firstId), body: job() },
  ];
  const elsewhere = [{ to: 'https://other.example/api/v1/enrichment/status/', body: [] }];

  test('is the base URL with the most requests, unless another is wanted', () => {
    const har = chromeInFull.write([...elsewhere, ...calls]);
    expect(read(har).target).toMatchObject({
      baseUrl: 'https://app.example/backend',
      traffic: { leftOut: { 'another-base': 1 } },
    });
    for (const base of [
      'https://other.example',
      'other.example',
      'https://other.example/api/v1/enrichment/status/',
    ])
      expect(read(har, base).target).toMatchObject({
        baseUrl: 'https://other.example',
        traffic: { leftOut: { 'another-base': 2 } },
      });
    expect(read(har, 'https://app.example').target.baseUrl).toBe('https://app.example/backend');
  });

  test.each([
    [[], undefined],
    [elsewhere, 'https://nobody.example'],
  ])('is missing in %j below %j', (some, base) => {
    expect(() => read(chromeInFull.write(some), base)).toThrow('app.har has no request of the API');
  });
});
