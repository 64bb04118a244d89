// A link to a world: how long it is, what it restores, and what is refused.
import { randomBytes } from 'node:crypto';

import { getLinkBasis } from '../fixtures/link-basis.ts';
import { formatLink, parseLink } from '../fixtures/link-text.ts';
import { type EngineUnderTest, engineUnderTest } from '../testing/engine-under-test.ts';
import { createPeople } from '../testing/people.ts';
import { ownJobId } from '../testing/shipped.ts';

const submit = 'POST /api/v1/enrichment/submit/';

async function getLink({ control }: EngineUnderTest): Promise<string> {
  const [status, link] = await control('GET', '/worlds/default/link');
  expect(status).toBe(200);
  return String(link);
}

const poll = ({ ask }: EngineUnderTest) => ask(`GET /api/v1/enrichment/status/${ownJobId}/`, 'alice-token');

const lives: readonly (readonly [string, number, (mock: EngineUnderTest) => Promise<unknown>])[] = [
  ['an untouched world', 60, async () => undefined],
  [
    'a world after 20 actions',
    600,
    async ({ control }) => {
      for (let count = 0; count < 10; count += 1) {
        await control('POST', '/worlds/default/jobs', { user: 'alice', size: 10 + count });
        await control('POST', '/worlds/default/clock', { advance: '1m' });
      }
    },
  ],
  [
    'a world with three submissions of 12 rows',
    500,
    async ({ ask }) => {
      for (let count = 0; count < 3; count += 1) await ask(submit, 'alice-token', createPeople(12));
    },
  ],
];

test.each(lives)('the link to %s has at most %d characters', async (_, limit, live) => {
  const mock = engineUnderTest();
  await live(mock);
  expect((await getLink(mock)).length).toBeLessThan(limit);
});

test('no link is made that is short, but has more bytes than one may contain', async () => {
  const mock = engineUnderTest();
  const records = Array.from({ length: 900 }, () => ({ last_name: 'x'.repeat(9500) }));
  expect(await mock.ask(submit, 'test-token', { records })).toMatch(/^201/);
  expect(await mock.control('GET', '/worlds/default/link')).toEqual([
    409,
    expect.stringContaining('does not fit into a link'),
  ]);
});

test('a world that is too large for a link has a world file', async () => {
  const mock = engineUnderTest();
  const records = Array.from({ length: 900 }, () => ({
    first_name: randomBytes(30).toString('base64'),
    last_name: randomBytes(30).toString('base64'),
    company_name: randomBytes(30).toString('base64'),
  }));
  expect(await mock.ask(submit, 'test-token', { records })).toMatch(/^201/);
  expect(await mock.control('GET', '/worlds/default/link')).toEqual([
    409,
    'World "default" does not fit into a link of 65,536 characters; submitted rows take most of them. Get it as a world file: /__mock__/api/worlds/default/export.',
  ]);
  expect((await mock.control('GET', '/worlds/default/export'))[0]).toBe(200);
});

test.each([{ speed: 60 }, { frozen: true }, { speed: 0.5, frozen: true }])(
  'the clock of a restored world runs as before: %j',
  async (clock) => {
    const [mock, other] = [engineUnderTest(), engineUnderTest()];
    await mock.control('POST', '/worlds/default/clock', { ...clock, advance: '10m' });
    const running = await mock.control('GET', '/worlds/default/clock');
    const link = await getLink(mock);
    expect(await other.control('POST', '/worlds/default/restore', { link })).toEqual(running);
    expect(await getLink(other)).toBe(link);
  },
);

test('faults come with their counts, and the next fault has the next id', async () => {
  const [mock, other] = [engineUnderTest(), engineUnderTest()];
  await mock.control('POST', '/worlds/default/faults', { effect: 'error', problem: 'serverError', every: 3 });
  await poll(mock);
  await mock.control('POST', '/worlds/default/faults', { effect: 'reset', user: 'bob' });
  await mock.control('DELETE', '/worlds/default/faults/fault-2');
  await other.control('POST', '/worlds/default/restore', { link: await getLink(mock) });
  const answers: unknown[][] = [[], []];
  for (const [index, one] of [mock, other].entries()) {
    for (let count = 0; count < 4; count += 1) answers[index]?.push(await poll(one));
    answers[index]?.push(await one.control('POST', '/worlds/default/faults', { effect: 'empty' }));
    answers[index]?.push(await one.control('GET', '/worlds/default/faults'));
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0]?.[1]).toContain('500');
});

const format = (value: unknown) => formatLink(JSON.stringify(value), getLinkBasis()) ?? '';

/** What a link to an untouched world contains. */
async function getContent(): Promise<Readonly<Record<string, unknown>>> {
  const link = await getLink(engineUnderTest());
  return JSON.parse(parseLink(link, getLinkBasis())) as Readonly<Record<string, unknown>>;
}

const at = '2026-05-06T14:25:42.000Z';
const submission = { kind: 'submit', at, owner: 'alice', id: ownJobId.replace(/^./, '0'), rows: 3 };

const worldWith = (...jobs: readonly object[]) => ({
  about: 'A world of many jobs.',
  users: { alice: { token: 'alice-token', jobs } },
});

test.each<[string, (content: Readonly<Record<string, unknown>>) => unknown, string]>([
  ['a list', () => [], 'its content is not an object'],
  ['null', () => null, 'its content is not an object'],
  [
    'a wrong speed',
    (content) => ({ ...content, speed: 'fast' }),
    '"speed" must be a number from 0.1 to 100000, and',
  ],
  [
    'an absurd speed',
    (content) => ({ ...content, speed: 1e300 }),
    '"speed" must be a number from 0.1 to 100000, and',
  ],
  ['no clock', (content) => ({ ...content, frozen: undefined }), '"frozen" true or false'],
  ['no beginning', (content) => ({ ...content, began: undefined }), 'began'],
  ['a wrong type', (content) => ({ ...content, log: 7 }), 'log: '],
  ['a wrong time', (content) => ({ ...content, now: 'noon' }), 'now: "noon" is not a date and time'],
  [
    'an unknown scenario',
    (content) => ({ ...content, log: [{ ...submission, scenario: 'pauzes' }] }),
    'log.0.scenario: unknown scenario "pauzes"',
  ],
  [
    'an unknown user',
    (content) => ({ ...content, log: [{ ...submission, scenario: 'pauses', owner: 'x' }] }),
    'log.0.owner',
  ],
  [
    'its own users without tokens',
    (content) => ({ ...content, about: 'A strange world.', users: { zoe: 5 } }),
    'users.zoe',
  ],
  [
    'an absurd number of jobs',
    (content) => ({ ...content, ...worldWith({ count: 3e9 }), log: [submission] }),
    'users.alice.jobs.0.count',
  ],
  [
    'many times as many jobs as a world can have',
    (content) => ({
      ...content,
      ...worldWith(...Array.from({ length: 1000 }, () => ({ count: 1_000_000 }))),
      log: [{ ...submission, scenario: 'pauses' }],
    }),
    'up to here the file has 2000000 jobs; it can have 1000000',
  ],
  ['a key that no world has', (content) => ({ ...content, more: 1 }), 'more'],
  [
    'a million values',
    (content) => ({ ...content, log: Array.from({ length: 1_000_000 }, () => 7) }),
    'its content has more than 100,000 values',
  ],
  [
    'a word of a million letters',
    (content) => ({ ...content, log: [{ ...submission, scenario: 'x'.repeat(1_000_000) }] }),
    'xxx...',
  ],
  [
    'a deep nest',
    (content) => ({ ...content, log: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown }),
    'is nested more than 50 levels deep',
  ],
])('a link with %s is refused in one sentence', async (_, change, sentence) => {
  const { control } = engineUnderTest();
  const [status, detail] = await control('POST', '/worlds/default/restore', {
    link: format(change(await getContent())),
  });
  expect([status, detail]).toEqual([400, expect.stringMatching(/^This link cannot be used: [^\n]+\.$/)]);
  expect(detail).toContain(sentence);
});

test('a link whose content is not JSON is refused', async () => {
  const link = formatLink('{"began":', getLinkBasis());
  const refused = await engineUnderTest().control('POST', '/worlds/default/restore', { link });
  expect(refused).toEqual([400, 'This link cannot be used: its content is not JSON.']);
});
