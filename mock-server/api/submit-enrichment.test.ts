import { base } from '../testing/answers.ts';
import { mockUnderTest, type MockReply } from '../testing/mock-under-test.ts';

const submit = `POST ${base}/submit/`;
const carol = { token: 'carol-token' };
const getId = ({ body }: MockReply) => (JSON.parse(body) as { job_id: string }).job_id;

test('a submitted job is queued at once, and is the first of the list', async () => {
  const { ask } = mockUnderTest();
  const response = await ask(submit, { ...carol, body: { records: [{ first_name: 'Ada' }] } });
  expect(response.line).toBe(`201 {"job_id":"${getId(response)}","status":"queued"}`);
  expect((await ask(`GET ${base}/status/`, carol)).body).toBe(
    `[{"job_id":"${getId(response)}","status":"queued","submitted_at":"2026-05-06T14:25:42Z","updated_at":"2026-05-06T14:25:42Z"}]`,
  );
});

test('in the reading "job-id-only" the response contains only the id', async () => {
  const { ask } = mockUnderTest({ readings: { 'submit-response': 'job-id-only' } });
  const response = await ask(submit, { ...carol, body: { records: [{}] } });
  expect(response.line).toBe(`201 {"job_id":"${getId(response)}"}`);
});

test("a submitted job follows the world's default scenario to its end", async () => {
  const mock = mockUnderTest();
  const id = getId(await mock.ask(submit, { ...carol, body: { records: [{}] } }));
  const seen = new Set<string>();
  for (let second = 0; second < 300; second += 1) {
    seen.add(
      (JSON.parse((await mock.ask(`GET ${base}/status/${id}/`, carol)).body) as { status: string }).status,
    );
    mock.wait(1);
  }
  expect([...seen]).toEqual(['queued', 'in-progress', 'completed']);
});

test('the same submissions get the same ids in every mock', async () => {
  const [one, other] = [mockUnderTest(), mockUnderTest()];
  const body = { records: [{}] };
  const first = getId(await one.ask(submit, { body }));
  const second = getId(await one.ask(submit, { body }));
  expect([getId(await other.ask(submit, { body })), getId(await other.ask(submit, { body }))]).toEqual([
    first,
    second,
  ]);
  expect(first).not.toBe(second);
});

test('a rejected submission creates no job', async () => {
  const { ask } = mockUnderTest();
  await ask(submit, { ...carol, body: {} });
  expect((await ask(`GET ${base}/status/`, carol)).body).toBe('[]');
});

test.each([
  ['a company of that name', [{ company_name: 'scenario:upload-fails' }], 'failed'],
  ['in any of the records', [{}, { company_name: 'scenario: upload-fails' }], 'failed'],
  ['in any case, with spaces round it', [{ company_name: ' Scenario:Upload-Fails ' }], 'failed'],
  [
    'the first of several',
    [{ company_name: 'scenario:upload-fails' }, { company_name: 'scenario:small' }],
    'failed',
  ],
  ['any other company', [{ company_name: 'upload-fails' }], 'completed'],
])('the scenario of a job is chosen by %s', async (_, records, status) => {
  const mock = mockUnderTest();
  const id = getId(await mock.ask(submit, { ...carol, body: { records } }));
  mock.wait(3600);
  expect(JSON.parse((await mock.ask(`GET ${base}/status/${id}/`, carol)).body)).toMatchObject({ status });
});

test('an unknown scenario is rejected with the known ones', async () => {
  const { ask } = mockUnderTest();
  const response = await ask(submit, { body: { records: [{ company_name: 'scenario:smal' }] } });
  expect(response.line).toMatch(
    /^400 \{"records":\["There is no scenario \\"smal\\"; allowed: .*\\"waits-in-queue\\"; did you mean \\"small\\"\?"\]\}$/,
  );
});

test('a value that is too long is rejected, since every page would repeat it', async () => {
  const { ask } = mockUnderTest();
  const records = [{}, { company_name: 'x'.repeat(10_001) }];
  expect((await ask(submit, { ...carol, body: { records } })).line).toBe(
    '400 {"records":{"1":{"company_name":["Ensure this field has no more than 10000 characters."]}}}',
  );
});

const upload = (content: string) => ({
  ...carol,
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
  body: `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${content}\r\n--b--\r\n`,
});

test('in a file, a value that is too long is reported with its spreadsheet row', async () => {
  const { ask } = mockUnderTest();
  const long = 'x'.repeat(10_001);
  expect((await ask(submit, upload(`company_name\r\nA\r\n\r\n${long}\r\n`))).line).toBe(
    '400 {"file":["The company_name in row 4 has more than 10000 characters, which is the limit. Shorten it."]}',
  );
  expect((await ask(submit, upload(`company_name\r\n${long.slice(1)}`))).status).toBe(201);
});

const table = (columns: number) => `company_name${',x'.repeat(columns - 1)}\r\nAda\r\n`;

test('a file has at most 200 columns', async () => {
  const { ask } = mockUnderTest();
  expect((await ask(submit, upload(table(200)))).status).toBe(201);
  expect((await ask(submit, upload(table(201)))).line).toBe(
    '400 {"file":["The file has more than 200 columns. Leave out those that are not needed."]}',
  );
});
