import { detail, job, list, exchangeDraft, secondId, thirdId, judgeVerdict } from '../testing/exchanges.ts';
import { oneSpelling, pausedStays, workTakesTime, yearsPlausible } from './habits.ts';

test.each([
  ['2000-01-01T00:00:00Z', 'kept'],
  ['1970-01-01T00:00:00Z', 'broken'],
  ['not a timestamp', 'kept'],
])('submitted_at %s', (submitted, verdict) => {
  expect(judgeVerdict(yearsPlausible, list(job({ submitted_at: submitted })))).toBe(verdict);
});

const spelled = (...texts: readonly string[]) =>
  list(...texts.map((text) => job({ submitted_at: text, updated_at: text })));

test.each<[string, readonly string[], string]>([
  ['seconds', ['2026-05-06T14:23:11Z', '2026-05-06T14:23:12Z'], 'kept'],
  ['fractions of two lengths', ['2026-05-06T14:23:11.1Z', '2026-05-06T14:23:11.12Z'], 'broken'],
  ['sometimes a fraction', ['2026-05-06T14:23:11Z', '2026-05-06T14:23:11.123Z'], 'broken'],
  ['UTC in two notations', ['2026-05-06T14:23:11Z', '2026-05-06T14:23:11+00:00'], 'broken'],
  [
    'microseconds, once with the value zero',
    [
      '2026-05-06T14:23:11Z',
      ...Array.from({ length: 12 }, (_, index) => `2026-05-06T14:23:${10 + index}.123456Z`),
    ],
    'kept',
  ],
])('timestamps have %s', (_, texts, verdict) => {
  expect(judgeVerdict(oneSpelling, spelled(...texts))).toBe(verdict);
});

const paused = job({ status: 'paused' });

test('paused-stays ignores a job that the suite resumed, and other jobs', () => {
  const working = job({ status: 'in-progress' });
  const resumed = exchangeDraft(
    'resume',
    {},
    { jobId: String(paused['job_id']), operationId: 'controlEnrichment' },
  );
  expect(judgeVerdict(pausedStays, detail(paused), detail(paused))).toBe('kept');
  expect(judgeVerdict(pausedStays, detail(paused), detail(working))).toBe('broken');
  expect(judgeVerdict(pausedStays, detail(paused), resumed, detail(working))).toBe('unobserved');
  expect(judgeVerdict(pausedStays, detail(paused), { ...detail(working), jobId: secondId })).toBe(
    'unobserved',
  );
  expect(judgeVerdict(pausedStays, detail(working), detail(paused))).toBe('unobserved');
});

test('work-takes-time is broken only if every job with results has updated_at equal to submitted_at', () => {
  const time = '2026-05-06T14:23:11Z';
  const atOnce = (id: string) =>
    job({ job_id: id, status: 'completed', submitted_at: time, updated_at: time });
  expect(judgeVerdict(workTakesTime, list(atOnce(secondId), atOnce(thirdId)))).toBe('broken');
  expect(judgeVerdict(workTakesTime, list(atOnce(secondId), job({ status: 'completed' })))).toBe('kept');
  expect(judgeVerdict(workTakesTime, list(atOnce(secondId)))).toBe('unobserved');
});
