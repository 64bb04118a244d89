// The --fault flag on the command line.
import { endPrograms, startProgram } from '../../command-line/testing/program.ts';
import { ownJob, queued } from '../testing/answers.ts';
import { sendRequest } from '../testing/http-client.ts';

afterEach(endPrograms);

const alice = { headers: { Authorization: 'Bearer alice-token' } };

test('a mock that is started with faults prints them, and has them', async () => {
  const fault = 'error,problem=tooManyRequests,retry_after=5,operation=getStatus,next=1';
  const started = startProgram(
    'mock',
    '--port',
    '0',
    '--now=2026-05-06T14:25:42Z',
    '--freeze',
    '--fault',
    fault,
  );
  const printed = await started.printed('Add an hour');
  expect(printed).toContain(`  FAULT       ${fault}\n`);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  const [first, second] = [
    await sendRequest(`${url}${ownJob}`, alice),
    await sendRequest(`${url}${ownJob}`, alice),
  ];
  expect([first.status, first.headers['retry-after']]).toEqual([429, '5']);
  expect(`${second.status} ${second.body}`).toBe(queued);
});

test('every error in every fault is reported before the mock starts', async () => {
  const { status, stderr } = await startProgram(
    'mock',
    '--port',
    '0',
    '--fault',
    'rest,user=alise',
    '--fault',
    'cut,rate=3',
  ).ended;
  expect(status).toBe(2);
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((message) => message.includes('--fault')),
  ).toEqual([
    expect.stringMatching(
      /--fault "rest,user=alise": "effect" is "rest"; it must be "error", .*; did you mean "reset"\?$/,
    ),
    expect.stringMatching(/--fault "rest,user=alise": there is no user "alise"; .*; did you mean "alice"\?$/),
    expect.stringContaining('--fault "cut,rate=3": "rate" belongs to the effect "drip", not to "cut".'),
  ]);
});
