// Large bodies are parsed before the turn of their request, so that others are not delayed.
import { base, submitted, unauthorized } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { fixture } from '../testing/shipped.ts';

const records = (count: number) => ({
  records: Array.from({ length: count }, () => ({ first_name: 'Ada '.repeat(2000) })),
});
const large = records(20);
const submit = `POST ${base}/submit/`;
const list = `GET ${base}/status/`;

/** A pause that lasts until it is ended. */
function createGate() {
  const opening = new AbortController();
  const opened = new Promise<void>((resolve) => {
    opening.signal.addEventListener('abort', () => resolve());
  });
  const gate = {
    pauses: 0,
    open: () => opening.abort(),
    pause: () => {
      gate.pauses += 1;
      return opened;
    },
  };
  return gate;
}

/** The responses, without the ids that differ. */
const withoutId = (line: string) => line.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID');

test('while a large body is parsed, another request gets its response', async () => {
  const gate = createGate();
  const mock = mockUnderTest({ pause: gate.pause });
  const submission = mock.ask(submit, { token: 'carol-token', body: large });
  expect((await mock.ask(list, { token: 'carol-token' })).line).toBe('200 []');
  expect(gate.pauses).toBe(1);
  gate.open();
  expect(withoutId((await submission).line)).toBe(submitted);
});

test('a small body is parsed in turn without a pause', async () => {
  const gate = createGate();
  const mock = mockUnderTest({ pause: gate.pause });
  const submission = mock.ask(submit, { token: 'carol-token', body: records(2) });
  const listed = await mock.ask(list, { token: 'carol-token' });
  expect(withoutId((await submission).line)).toBe(submitted);
  expect(JSON.parse(listed.body)).toHaveLength(1);
  expect(gate.pauses).toBe(0);
});

test('large bodies are parsed one after another', async () => {
  const gate = createGate();
  const mock = mockUnderTest({ pause: gate.pause });
  const all = ['a', 'b', 'c'].map((world) =>
    mock.ask(submit, { token: `carol-token~${world}`, body: large }),
  );
  await mock.ask(list);
  expect(gate.pauses).toBe(1);
  gate.open();
  expect((await Promise.all(all)).map(({ line }) => withoutId(line))).toEqual([
    submitted,
    submitted,
    submitted,
  ]);
});

test('a small file is read while a large body is', async () => {
  const gate = createGate();
  let reading = 0;
  const pause = () => {
    reading += 1;
    return reading === 1 ? gate.pause() : undefined;
  };
  const mock = mockUnderTest({ pause });
  const submission = mock.ask(submit, { token: 'carol-token~a', body: large });
  const lines = [
    '--X',
    'Content-Disposition: form-data; name="file"; filename="a.csv"',
    '',
    'first_name',
    'Ada',
    '--X--',
    '',
  ];
  const headers = { 'content-type': 'multipart/form-data; boundary=X' };
  const file = { token: 'carol-token~b', headers, body: lines.join('\r\n') };
  expect(withoutId((await mock.ask(submit, file)).line)).toBe(submitted);
  gate.open();
  expect(withoutId((await submission).line)).toBe(submitted);
});

test.each([
  ['without a token', submit, null, unauthorized],
  ['where no body is accepted', list, 'carol-token', '200 []'],
  ['to an unknown path', 'POST /nowhere/', 'carol-token', '404'],
])('a large body %s is not parsed', async (_, line, token, answer) => {
  const gate = createGate();
  const mock = mockUnderTest({ pause: gate.pause });
  expect((await mock.ask(line, { token, body: large })).line).toMatch(answer);
  expect(gate.pauses).toBe(0);
});

test('a job from a large body is submitted at the time of its turn', async () => {
  const gate = createGate();
  const mock = mockUnderTest({ pause: gate.pause });
  const submission = mock.ask(submit, { token: 'carol-token', body: large });
  await mock.ask(list);
  mock.wait(60);
  gate.open();
  const { job_id: id } = JSON.parse((await submission).body) as { readonly job_id: string };
  const job = JSON.parse((await mock.ask(`GET ${base}/status/${id}/`, { token: 'carol-token' })).body) as {
    readonly submitted_at: string;
  };
  expect(job.submitted_at).toBe('2026-05-06T14:26:42Z');
});

test('a request whose world begins again while its body is read is handled in the new world', async () => {
  const gate = createGate();
  const mock = mockUnderTest({ pause: gate.pause });
  await mock.ask(submit, { token: 'carol-token', body: records(1) });
  const submission = mock.ask(submit, { token: 'carol-token', body: large });
  await mock.ask(list);
  await mock.worlds.drop('default');
  gate.open();
  expect(withoutId((await submission).line)).toBe(submitted);
  const listed = await mock.ask(list, { token: 'carol-token' });
  expect(JSON.parse(listed.body)).toHaveLength(1);
});

test('a quota that is used up while a body is read is used up for its request', async () => {
  const gate = createGate();
  const users = fixture.users.map((user) => (user.name === 'carol' ? { ...user, quota: 1 } : user));
  const mock = mockUnderTest({ pause: gate.pause, fixture: { ...fixture, users } });
  const submission = mock.ask(submit, { token: 'carol-token', body: large });
  expect((await mock.ask(submit, { token: 'carol-token', body: records(1) })).status).toBe(201);
  gate.open();
  expect((await submission).status).toBe(429);
});
