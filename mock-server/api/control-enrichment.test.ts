import { base, notFound } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { ownJobId } from '../testing/shipped.ts';

const control = 'POST /api/v1/enrichment-control/';
const act = (action: string, id = ownJobId) => ({ body: { csv_file_id: id, action } });
const cannotPause = '400 {"error":"Only a job that is in progress can be paused."}';
const cannotResume = '400 {"error":"Only a paused job can be resumed."}';

/** A mock in which the job of the documentation has been running for a minute. */
const whileItWorks = () => {
  const mock = mockUnderTest();
  mock.wait(78);
  const getStatus = async () => {
    const { status, updated_at: at } = JSON.parse(
      (await mock.ask(`GET ${base}/status/${ownJobId}/`)).body,
    ) as Readonly<Record<string, string>>;
    return `${status} since ${at}`;
  };
  return { ...mock, getStatus };
};

test('a running job is paused at once, and shows its progress', async () => {
  const { ask, getStatus } = whileItWorks();
  expect(await getStatus()).toBe('in-progress since 2026-05-06T14:26:00Z');
  expect((await ask(control, act('pause'))).line).toBe(
    `200 {"csv_file_id":"${ownJobId}","status":"paused","checkpoint":{"rows_processed":83,"input_rows_processed":83,"is_phone":true,"is_email":true}}`,
  );
  expect(await getStatus()).toBe('paused since 2026-05-06T14:27:00Z');
});

test('a resumed job works for the rest of its time', async () => {
  const { ask, wait, getStatus } = whileItWorks();
  await ask(control, act('pause'));
  wait(3600);
  expect((await ask(control, act('resume'))).line).toBe(
    `200 {"csv_file_id":"${ownJobId}","status":"in-progress"}`,
  );
  expect(await getStatus()).toBe('in-progress since 2026-05-06T15:27:00Z');
  wait(25);
  expect(await getStatus()).toBe('in-progress since 2026-05-06T15:27:00Z');
  wait(1);
  expect(await getStatus()).toBe('completed since 2026-05-06T15:27:25Z');
});

test('an action that the status does not allow is rejected, and changes nothing', async () => {
  const { ask, getStatus } = whileItWorks();
  expect((await ask(control, act('resume'))).line).toBe(cannotResume);
  await ask(control, act('pause'));
  expect((await ask(control, act('pause'))).line).toBe(cannotPause);
  expect(await getStatus()).toBe('paused since 2026-05-06T14:27:00Z');
});

test.each([
  ["another user's job", { token: 'bob-token', ...act('pause') }],
  ['an unknown job', act('pause', '00000000-0000-4000-8000-000000000000')],
])('%s is not found', async (_, sent) => {
  expect((await whileItWorks().ask(control, sent)).line).toBe(notFound);
});

test('the id may have any spelling that Python accepts', async () => {
  const { ask } = whileItWorks();
  const response = await ask(control, act('pause', `{${ownJobId.toUpperCase()}}`));
  expect(response.line).toContain(`200 {"csv_file_id":"${ownJobId}","status":"paused"`);
});
