// The control API responds to any request as its document says, and never with a bug.
import { findViolations } from '../../openapi/conformance.ts';
import type { Operation } from '../../openapi/operations.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { drawInteger } from '../../random/random.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { ownJobId } from '../testing/shipped.ts';
import { formatContent } from './content.ts';
import { followFix } from '../testing/follow-fix.ts';

const words = [
  '',
  'alice',
  '__proto__',
  'constructor',
  'default',
  ownJobId,
  'Failure',
  '../x',
  '\u001b[2J',
  '1h',
];
const numbers = [0, -1, 0.5, 1, 60, 1e6, 1e21, 2 ** 53];
const values = [...words, ...numbers, null, true, [], ['alice'], {}, { job: ownJobId, status: 'completed' }];
const keys = [
  'user scenario size in submitted category advance speed frozen until at name snapshot of file',
  'internal_status anyway stays reason effect latency problem next every probability operation job',
  '__proto__ toString',
].flatMap((line) => line.split(' '));
const parameters = ['limit', 'since', 'status', 'user', 'job', 'count', 'path', 'fail-on', 'operation', 'x'];

const rounds = 40;

/** The same at each run. */
const request = ({ id, method, path }: Operation, round: number) => {
  const pick = <Item>(from: readonly Item[], ...of: readonly (string | number)[]) =>
    from[drawInteger(0, from.length - 1, id, round, ...of)];
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(pick(['default', 'other', ...words], name) || 'other'),
  );
  const query = [0, 1].map(
    (place) =>
      `${pick(parameters, 'q', place)}=${encodeURIComponent(JSON.stringify(pick(values, 'v', place) ?? null))}`,
  );
  const isLong = id === 'waitForRequests';
  const pairs = [0, 1, 2].map(
    (place) => [pick(keys, 'key', place) ?? '', pick(values, 'value', place)] as const,
  );
  const map = Object.fromEntries(pairs.slice(0, drawInteger(0, 3, id, round, 'pairs')));
  const form = pairs
    .map(([key, value]) => `${key}.${pick(keys, 'inner')}=${JSON.stringify(value)}`)
    .join('&');
  const body =
    pick([JSON.stringify(map), JSON.stringify(map), form, '{', '[1]', 'null', '\u0000'], 'body') ?? '';
  return {
    method,
    target: `${target}?${isLong ? 'timeout=1ms&' : ''}${round % 2 === 0 && !isLong ? '' : query.join('&')}`,
    body: method === 'GET' ? '' : body,
  };
};

test.each(listControlOperations().map((operation) => [operation.id, operation] as const))(
  '%s responds to odd and hostile requests as the document says, and each refusal names a request that works',
  async (_, operation) => {
    const { engine } = engineUnderTest();
    const checks = getControlChecks();
    const wrong: unknown[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const sent = request(operation, round);
      const outcome = await engine.control(sent);
      const { headers, text: body = '' } = formatContent(outcome);
      const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const response = {
        status: outcome.status,
        header: (name: string) => named.get(name.toLowerCase()),
        body,
      };
      const violations = findViolations(operation, response, checks);
      if (violations.length > 0) wrong.push({ ...sent, status: outcome.status, body, violations });
      const broken = await followFix(engine, outcome);
      if (broken.length > 0) wrong.push({ ...sent, body, broken });
    }
    expect(wrong).toEqual([]);
  },
);

const many = Array.from({ length: 60_000 }, (_, index) => `key${index}`);

test.each([
  ['JSON with very many keys', `{${many.map((key) => `"${key}":1`).join(',')}}`, 'there is no key'],
  ['a form with very many fields', many.map((key) => `${key}=1`).join('&'), 'more than 1000 fields'],
  [
    'a body that is nested very deeply',
    `${'['.repeat(300_000)}${']'.repeat(300_000)}`,
    'nested deeper than 64',
  ],
  ['a list of very many values', `[${many.map(() => '1').join(',')}]`, 'must be an object'],
])('%s is refused with a fix that is as short as ever', async (_, body, reason) => {
  const target = '/__mock__/api/worlds/default/clock';
  const outcome = await engineUnderTest().engine.control({ method: 'POST', target, body });
  const { text = '' } = formatContent(outcome);
  expect([outcome.status, JSON.stringify(JSON.parse(text).fix)]).toEqual([
    400,
    expect.stringMatching(/^.{10,300}$/),
  ]);
  expect(text).toContain(reason);
});
