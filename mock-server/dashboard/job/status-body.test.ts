// The JSON in the panel of a job is that of the API, byte for byte.
import { getDefaultReadings } from '../../../openapi/questions.ts';
import { type Instant, instant } from '../../../time/time.ts';
import { findJob } from '../../domain/world.ts';
import { createFill } from '../../sample/fill.ts';
import { addField, changeSchemas, serve } from '../../testing/other-documents.ts';
import { type MockUnderTest, mockUnderTest } from '../../testing/mock-under-test.ts';
import { commitCommand } from '../../testing/commit-command.ts';
import { lifeCycle, ownJobId, spec, start } from '../../testing/shipped.ts';
import { formatStatusBody } from './status-body.ts';

const path = `/api/v1/enrichment/status/${ownJobId}/`;

const someReadings = [
  {},
  { timestamps: 'milliseconds' },
  { timestamps: 'microseconds', 'utc-designator': 'offset' },
];
const cases = someReadings.flatMap((readings) =>
  lifeCycle.internalStatuses.map((status) => [status, readings] as const),
);

test.each(cases)('in the status %s, in the readings %o', async (status, readings) => {
  const mock = mockUnderTest({ readings });
  mock.wait(1.234);
  commitCommand(mock.worlds, 'default', {
    kind: 'force',
    job: ownJobId,
    at: instant(start + 1234),
    status,
    stays: true,
  });
  mock.wait(0.5);
  const job = getJob(mock, instant(start + 1734));
  // As the page has it: another object and another model.
  const model = { spec, readings: { ...getDefaultReadings(spec.questions), ...readings } };
  const shown = formatStatusBody(job, instant(start + 1734), model);
  expect(`200 ${shown}`).toBe((await mock.ask(`GET ${path}`)).line);
  expect(JSON.parse(shown)).toMatchObject({ status: lifeCycle.getApiStatus(status) });
});

test('also at a moment of the past', async () => {
  const mock = mockUnderTest();
  const was = (await mock.ask(`GET ${path}`)).body;
  mock.wait(600);
  expect((await mock.ask(`GET ${path}`)).body).not.toBe(was);
  const job = getJob(mock, instant(start + 600_000));
  const model = { spec, readings: getDefaultReadings(spec.questions) };
  expect(formatStatusBody(job, start, model)).toBe(was);
});

test('with the new fields of another document, of whose values the mock tells the page', async () => {
  const extended = changeSchemas({ Job: addField('priority', { type: 'string', enum: ['low', 'high'] }) });
  const { ask, get } = serve(extended);
  const { json } = await ask(`GET ${path}`);
  expect(json).toHaveProperty('priority', 'low');
  const { new_fields: fields = {} } = (await get('/health')) as {
    readonly new_fields?: Record<string, unknown>;
  };
  const readings = getDefaultReadings(spec.questions);
  const fill = createFill(extended.document, new Map(Object.entries(fields)));
  const job = getJob(mockUnderTest(), start);
  expect(formatStatusBody(job, start, { spec: extended, readings, fill })).toBe(JSON.stringify(json));
});

function getJob({ worlds }: MockUnderTest, now: Instant) {
  const world = worlds.open('default', now);
  const job = world && findJob(world, ownJobId);
  if (job === undefined) throw new Error('The default world has lost its job.');
  return job;
}
