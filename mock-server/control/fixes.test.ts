// Each refusal names a request that works instead; here they are followed.
import { type DrivenEngine, engineUnderTest } from '../testing/engine-under-test.ts';
import { type Fix, getFix } from '../testing/follow-fix.ts';
import { ownJobId } from '../testing/shipped.ts';

type Sent = readonly [line: string, body?: unknown];

const call = async ({ engine }: DrivenEngine, [line, body]: Sent) => {
  const [method = '', path = ''] = line.split(' ');
  const target = path.startsWith('/') ? path : `/__mock__/api/worlds/shop/${path}`;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return engine.control({ method, target, body: text });
};

const stranger = '00000000-0000-4000-8000-000000000000';
const job = `jobs/${ownJobId}`;

// Before it, the request, and the one that it should have been.
const rows: readonly (readonly [before: readonly Sent[], sent: Sent, fix: string])[] = [
  // Names of worlds, paths and methods.
  [[], ['GET /__mock__/api/worlds/a%20b/clock'], 'GET /__mock__/api/worlds/ab/clock'],
  [
    [],
    ['POST /__mock__/api/worlds/-/clock', 'advance=1h'],
    'POST /__mock__/api/worlds/default/clock {"advance":"1h"}',
  ],
  [[], ['GET user'], 'GET users'],
  [[], ['GET /__mock__/nothing'], 'GET /__mock__/api/worlds'],
  [[], ['PUT clock', 'advance=1h'], 'GET clock'],
  [[], ['GET reset'], 'POST reset'],
  [[], ['GET restore'], 'POST restore {"file":'],
  // Bodies and queries that the document rejects.
  [[], ['POST clock', 'sped=5'], 'POST clock {"speed":5}'],
  [[], ['POST clock', 'speed=fast'], 'POST clock {"advance":"90s"}'],
  [[], ['POST clock', ''], 'POST clock {"advance":"90s"}'],
  [[], ['POST clock?now=1', { speed: 5 }], 'POST clock {"speed":5}'],
  [[], ['POST clock', { until: { job: ownJobId } }], 'POST clock {"advance":"90s"}'],
  [[], ['POST clock', '{'], 'POST clock {"advance":"90s"}'],
  [[], ['POST jobs', { user: 'bob', categry: 'account' }], 'POST jobs {"category":"account","user":"bob"}'],
  [[], ['POST jobs', { user: 'bob', category: 'accounts' }], 'POST jobs {"user":"bob","category":"account"}'],
  [[], ['POST jobs', { user: 'bob', size: 0 }], 'POST jobs {"user":"bob","size":60}'],
  [[], ['POST snapshots', { name: 'a b' }], 'POST snapshots {"name":"before-payment"}'],
  [[], ['GET requests?limit=0&user=alice'], 'GET requests?user=alice'],
  [[], ['GET requests?opration=getStatus'], 'GET requests?operation=getStatus'],
  [[], ['GET advice?fail-on=warn'], 'GET advice?fail-on=notice'],
  [[], ['GET advice?fail-on=warnings'], 'GET advice?fail-on=warning'],
  // Names that the world does not know.
  [
    [],
    ['POST jobs', { user: 'alicia', scenario: 'pause' }],
    'POST jobs {"user":"alice","scenario":"pauses"}',
  ],
  [[], ['POST jobs', { user: 'alice', in: 'complete' }], 'POST jobs {"user":"alice","in":"completed"}'],
  [
    [],
    ['POST jobs', { user: 'alice', scenario: 'pauses', in: 'Failure' }],
    'POST jobs {"user":"alice","scenario":"pauses"}',
  ],
  [[], ['POST jobs', { user: 'alice', submitted: 'soon' }], 'POST jobs {"user":"alice"}'],
  [
    [],
    ['POST jobs', { user: 'alice', submitted: '1h', in: 'completed' }],
    'POST jobs {"user":"alice","in":"completed"}',
  ],
  [[], ['GET jobs?status=paussed'], 'GET jobs?status=paused'],
  [[], ['GET requests?status=9xx'], 'GET requests'],
  [[], ['GET requests?operation=getstatuses'], 'GET requests?operation=getStatus'],
  [[], ['GET requests/wait?timeout=1d'], 'GET requests/wait'],
  // Jobs and what their status does not allow.
  [[], [`GET jobs/${stranger}`], 'GET jobs'],
  [[], [`POST jobs/${stranger}/undelete`], 'GET jobs'],
  [[], [`POST ${job}/undelete`], `GET ${job}`],
  [[[`DELETE ${job}`]], [`GET ${job}`], `POST ${job}/undelete`],
  [[], [`POST ${job}/pause`], `POST ${job}/status {"internal_status":"Enrichment Started","anyway":true}`],
  [[], [`POST ${job}/resume`], `POST ${job}/status {"internal_status":"Paused","anyway":true}`],
  [[['POST clock', 'advance=2d']], [`POST ${job}/fail`], `POST ${job}/status {"internal_status":`],
  [
    [['POST clock', 'advance=2d']],
    [`POST ${job}/status`, { internal_status: 'Draft' }],
    `POST ${job}/status {"internal_status":"Draft","anyway":true}`,
  ],
  [
    [],
    [`POST ${job}/status`, { internal_status: 'completed' }],
    `POST ${job}/status {"internal_status":"Enrichment Completed"}`,
  ],
  [
    [],
    [`POST ${job}/status`, { internal_status: 'Enrichment Start' }],
    `POST ${job}/status {"internal_status":"Enrichment Started"}`,
  ],
  // The clock.
  [[], ['POST clock', { advance: '-1h' }], 'POST reset'],
  [[], ['POST clock', { at: 'yesterday' }], 'POST clock {"advance":"'],
  [[], ['POST clock', { at: '2001-01-01T00:00:00Z' }], 'POST reset {"at":"2001-01-01T00:00:00.000Z"}'],
  [[], ['POST clock', { advance: '1m', at: '2099-01-01T00:00:00Z' }], 'POST clock {"advance":"1m"}'],
  [[], ['POST clock', { until: { job: stranger, status: 'complete' } }], 'POST clock {"advance":"1m"}'],
  [[], ['POST clock', { until: { job: ownJobId, status: 'complete' } }], 'POST clock {"until":{"job":'],
  [
    [],
    ['POST clock', { until: { job: ownJobId, status: 'paused' } }],
    `POST ${job}/status {"internal_status":"Paused","anyway":true}`,
  ],
  [[['POST clock', { at: '9999-12-31T23:59:59Z' }]], ['POST clock', 'advance=1h'], 'POST reset'],
  [[], ['POST reset', { at: 'yesterday' }], 'POST reset {"at":"2026-05-06T14:00:00Z"}'],
  // Snapshots, files, links and logs.
  [[['POST snapshots', 'name=paid']], ['POST restore', 'snapshot=payd'], 'POST restore {"snapshot":"paid"}'],
  [[], ['POST restore', 'snapshot=paid'], 'GET snapshots'],
  [[], ['DELETE snapshots/paid'], 'GET snapshots'],
  [[], ['POST restore', { file: 'users: 7' }], 'GET export'],
  [[], ['POST restore', { link: 'world2.x' }], 'GET link'],
  [[], ['POST restore', { file: '{"format":"enrichment-sandbox state"' }], 'GET log'],
  // Faults.
  [[], ['DELETE faults/fault-7'], 'GET faults'],
  [[], ['POST faults', 'effect=latency'], 'POST faults {"effect":"latency","latency":"300ms"}'],
  [[], ['POST faults', 'effect=latency&latency=5'], 'POST faults {"effect":"latency","latency":"300ms"}'],
  [
    [],
    ['POST faults', 'effect=eror&problem=serverError'],
    'POST faults {"effect":"error","problem":"serverError"}',
  ],
  [
    [],
    ['POST faults', 'effect=error&problem=servererror&next=1&every=2'],
    'POST faults {"effect":"error","next":1,"problem":"serverError"}',
  ],
  [
    [],
    ['POST faults', { effect: 'reset', user: 'alic', job: stranger, rate: 3 }],
    'POST faults {"effect":"reset","user":"alice"}',
  ],
  [[], ['POST faults', { effect: 'mutant' }], 'POST faults {"effect":"mutant","mutant":"'],
  [
    [],
    ['POST faults', { effect: 'empty', expires_in: 'soon', operation: 'getstatus' }],
    'POST faults {"effect":"empty","operation":"getStatus"}',
  ],
  [
    Array.from({ length: 100 }, () => ['POST faults', 'effect=empty'] as const),
    ['POST faults', 'effect=reset'],
    'DELETE faults',
  ],
  // Waiting.
  [[], ['GET requests/wait?timeout=1ms'], 'GET requests?limit=20'],
];

const shorten = ({ method, path, body }: Fix): string =>
  `${method} ${path.replace('/__mock__/api/worlds/shop/', '')}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;

test.each(rows.map(([before, sent, fix]) => [sent, fix, before] as const))(
  '%j: %s',
  async (sent, expected, before) => {
    const mock = engineUnderTest();
    for (const one of before) await call(mock, one);
    const fix = getFix(await call(mock, sent));
    if (fix === undefined) throw new Error('The request was not refused.');
    const isCut = /[{":]$/.test(expected);
    expect(shorten(fix).slice(0, isCut ? expected.length : undefined)).toBe(expected);
    const followed = await call(mock, [`${fix.method} ${fix.path}`, fix.body]);
    // Nothing arrives while it waits.
    expect([200, 201, 204, 408]).toContain(followed.status);
  },
);
