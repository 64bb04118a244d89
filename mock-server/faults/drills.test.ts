// Drills, which simulate a future API, and mutants: bodies that do not match the document.
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { type FaultyMock, faultyMock, formatReply } from '../testing/faulty-mock.ts';
import type { HttpReply } from '../testing/http-client.ts';

let mock: FaultyMock;
beforeEach(async () => {
  mock = await faultyMock();
});
afterEach(async () => {
  await mock.stop();
});

const json = ({ body }: HttpReply) => JSON.parse(body) as Readonly<Record<string, unknown>>;

test.each([
  ['unknown-status', { status: 'archived' }],
  ['extra-field', { job_id: ownJobId, status: 'queued', priority: 'normal' }],
])('the drill %s sends a value that the document does not define', async (effect, body) => {
  await mock.addFault({ effect });
  const reply = await mock.ask(ownJob);
  expect(json(reply)).toMatchObject(body);
  expect(reply.headers['content-length']).toBe(String(reply.body.length));
});

test('the drill null-field sets a non-nullable field to null, but never the id', async () => {
  await mock.addFault({ effect: 'null-field' });
  for (let times = 0; times < 10; times += 1) {
    const sent = json(await mock.ask(ownJob));
    expect(Object.values(sent).filter((value) => value === null)).toHaveLength(1);
    expect(sent['job_id']).toBe(ownJobId);
  }
});

test('in a list one job is drilled, and a new field appears in all jobs', async () => {
  await mock.addFault({ effect: 'unknown-status', next: 1 });
  await mock.addFault({ effect: 'extra-field', from: 2 });
  const [odd, grown] = [await mock.ask(`${base}/status/`), await mock.ask(`${base}/status/`)].map(
    ({ body }) => JSON.parse(body) as readonly Readonly<Record<string, unknown>>[],
  );
  expect(odd?.filter(({ status }) => status === 'archived')).toHaveLength(1);
  expect(grown?.filter(({ priority }) => priority === 'normal')).toHaveLength(grown?.length ?? -1);
});

test('drills do not change errors and files', async () => {
  for (const effect of ['unknown-status', 'extra-field', 'null-field']) await mock.addFault({ effect });
  expect(formatReply(await mock.ask(`${base}/status/00000000-0000-4000-8000-000000000000/`))).toBe(
    '404 {"detail":"Not found."}',
  );
  expect((await mock.listFaults()).map(({ applied }) => applied)).toEqual([0, 0, 0]);
});

test('a mutant applies only to matching requests', async () => {
  await mock.addFault({ effect: 'mutant', mutant: 'capital-status', user: 'alice', next: 1 });
  const bob = (await mock.jobsOf('bob-token'))[0]?.['status'];
  const [first, second] = [json(await mock.ask(ownJob)), json(await mock.ask(ownJob))];
  expect([bob, first['status'], second['status']]).toEqual([
    expect.stringMatching(/^[a-z-]+$/),
    'Queued',
    'queued',
  ]);
  expect(await mock.listFaults()).toEqual([expect.objectContaining({ matched: 2, applied: 1 })]);
});
