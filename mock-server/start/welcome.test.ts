import { getDefaultReadings } from '../../openapi/questions.ts';
import { createSpec } from '../../openapi/spec.ts';
import { fixture, spec, start } from '../testing/shipped.ts';
import { type Welcome, formatWelcome } from './welcome.ts';

const defaults: Welcome = {
  url: 'http://127.0.0.1:4010',
  spec,
  readings: getDefaultReadings(spec.questions),
  fixture,
  speed: 1,
  frozen: false,
  mutants: [],
};
const getRows = (changed: Partial<Welcome>, name: string) =>
  formatWelcome({ ...defaults, ...changed })
    .split('\n')
    .filter((line) => line.startsWith(`  ${name}`));

test('the start-up message has the URL, the tokens, and a command to paste', () => {
  expect(formatWelcome(defaults)).toBe(`The enrichment mock is ready. Ctrl-C stops it.

  Base URL    http://127.0.0.1:4010/api/v1/
              http://127.0.0.1:4010/backend/api/v1/
  Tokens      alice-token (14 jobs)  bob-token (4 jobs)  carol-token (no jobs)  expired-token (expired)  dave-token (inactive account)  test-token (no jobs, quota 3)
  Time        starts now, at normal speed
  Dashboard   http://127.0.0.1:4010/__mock__/
  Control     http://127.0.0.1:4010/__mock__/api/worlds/default/clock

  Try         curl -H 'Authorization: Bearer alice-token' http://127.0.0.1:4010/api/v1/enrichment/status/9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60/
  Add an hour curl -X POST -d advance=1h http://127.0.0.1:4010/__mock__/api/worlds/default/clock
`);
});

test.each([
  [{ speed: 60 }, 'starts now, at 60 times normal speed'],
  [{ frozen: true, speed: 60 }, 'starts now, frozen'],
  [{ start }, 'starts at 2026-05-06T14:25:42Z, at normal speed'],
])('the time is shown as configured: %j', (changed, formatTime) => {
  expect(getRows(changed, 'Time')).toEqual([`  Time        ${formatTime}`]);
});

test('a store that others share and several workers are named', () => {
  const shared = { sharedStore: 'redis://cache:6379', processes: 4 };
  expect([...getRows(shared, 'Worlds'), ...getRows(shared, 'Workers')]).toEqual([
    '  Worlds      are in redis://cache:6379; all mocks that use it share them',
    '  Workers     4 processes, which share the worlds',
  ]);
  expect(getRows({ processes: 1 }, 'Workers')).toEqual([]);
});

test('a reading other than the default is shown, and so is a mutant', () => {
  const readings = { ...defaults.readings, timestamps: 'microseconds' };
  expect(getRows({ readings }, 'Reading')).toEqual(['  Reading     timestamps=microseconds']);
  expect(getRows({ mutants: [{ name: 'late' }] }, 'MUTANT')).toEqual(['  MUTANT      late']);
});

test('if the API responds only under /backend, the lines use that path', () => {
  const readings = { ...defaults.readings, 'path-prefix': 'backend' };
  const text = formatWelcome({ ...defaults, readings });
  expect(text).toContain('  Base URL    http://127.0.0.1:4010/backend/api/v1/\n  Tokens');
  expect(text).toContain('http://127.0.0.1:4010/backend/api/v1/enrichment/status/9f3e7a2b');
});

test('the base URL and the command to paste come from the document', () => {
  const paths = Object.fromEntries(
    Object.entries(spec.document.paths ?? {}).map(([path, item]) => [path.replace('/api/v1/', '/v2/'), item]),
  );
  const text = formatWelcome({ ...defaults, spec: createSpec({ ...spec.document, paths }) });
  expect(text).toContain('  Base URL    http://127.0.0.1:4010/v2/\n');
  expect(text).toContain('http://127.0.0.1:4010/v2/enrichment/status/9f3e7a2b');
});

test('in a world without fixed job ids the command requests the list', () => {
  const jobs = fixture.jobs.map(({ owner, scenario, rows, begins }) => ({ owner, scenario, rows, begins }));
  expect(getRows({ fixture: { ...fixture, jobs } }, 'Try')).toEqual([
    "  Try         curl -H 'Authorization: Bearer alice-token' http://127.0.0.1:4010/api/v1/enrichment/status/",
  ]);
});

test.each([
  [0, 'new file'],
  [1, '1 restored'],
  [12, '12 restored'],
])('the state file is shown with %i restored worlds', (found, there) => {
  expect(getRows({ state: 'my.json', found }, 'Worlds')).toEqual([
    `  Worlds      are kept in my.json (${there})`,
  ]);
});

test('a world file with a log determines the start time of the worlds', () => {
  const history = { began: start, now: start, log: [], faults: [] };
  expect(getRows({ history }, 'Time')).toEqual([
    '  Time        starts at 2026-05-06T14:25:42Z, at normal speed',
  ]);
});

test('a new control token is printed once, as a command after which the other lines work', () => {
  const control = { kind: 'new', token: 's3cr3t' } as const;
  const text = formatWelcome({ ...defaults, control });
  expect(getRows({ control }, 'Log in')).toEqual([
    '  Log in      http://127.0.0.1:4010/__mock__/login with this token',
  ]);
  expect(getRows({ control }, 'Control')).toEqual([
    '  Control     curl -H "Authorization: Bearer $MOCK_CONTROL_TOKEN" http://127.0.0.1:4010/__mock__/api/worlds',
  ]);
  expect(getRows({ control }, 'Token  ')).toEqual(['  Token       export MOCK_CONTROL_TOKEN=s3cr3t']);
  expect(text).toContain(
    'Add an hour curl -X POST -H "Authorization: Bearer $MOCK_CONTROL_TOKEN" -d advance=1h ',
  );
  expect(text.split('s3cr3t')).toHaveLength(2);
});

test('a control token of the user is not printed, but the variable that has it', () => {
  const control = { kind: 'variable', name: 'MOCK_TOKEN' } as const;
  expect(getRows({ control }, 'Control')).toEqual([
    '  Control     curl -H "Authorization: Bearer $MOCK_TOKEN" http://127.0.0.1:4010/__mock__/api/worlds',
  ]);
});
