// The coach sees invented requests; and its references to the document.
import { instant } from '../../time/time.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { entry as createEntry } from '../testing/journal.ts';
import { spec, start } from '../testing/shipped.ts';
import { Coach, createRulebook } from './coach.ts';
import type { Moment, Rule, Watch } from './rule.ts';
import { rules } from './rules/index.ts';
import { tooFast } from './rules/pace.ts';
import { assumed, createGuide, getPace } from './settings.ts';

const guide = createGuide(spec);
const createCoach = (chosen?: readonly Rule[]) => new Coach(createRulebook(guide, chosen));
const at = (seconds: number) => instant(start + seconds * 1000);
const moment = (seconds: number): Moment => ({ real: at(seconds), world: at(seconds) });

/** A poll of a job in progress, at this number of seconds after the start. */
function poll(
  number: number,
  seconds: number,
  job = 'job-1',
  more: Partial<JournalEntry> = {},
): JournalEntry {
  return createEntry({
    number,
    began: at(seconds),
    ended: at(seconds),
    worldTime: at(seconds),
    path: `/api/v1/enrichment/status/${job}/`,
    user: 'alice',
    operation: 'getStatus',
    job,
    shown: [{ id: job, internalStatus: 'Draft', apiStatus: 'queued', rows: 10 }],
    ...more,
  });
}

function showAll(entries: readonly JournalEntry[], coach: Coach = createCoach()): Coach {
  for (const one of entries) coach.observe(one);
  return coach;
}
const listAdvice = (entries: readonly JournalEntry[], later = 0) =>
  showAll(entries).listAdvice(moment(later), spec);
const listIds = (entries: readonly JournalEntry[], later = 0): readonly string[] =>
  listAdvice(entries, later).map(({ id, user = 'nobody' }) => `${user} ${id}`);
const lostPolls = (more: Partial<JournalEntry>) =>
  many(9, (index) => poll(index, index * 3, 'job-1', { ...more, shown: [] }));
const many = (count: number, by: (index: number) => JournalEntry) =>
  Array.from({ length: count }, (_, index) => by(index));

test('advice is reported when it is found, and once', () => {
  const coach = createCoach();
  const report = (index: number) => coach.observe(poll(index, index * 0.4)).map(({ rule }) => rule.id);
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  expect(numbers.flatMap((index) => report(index).map((id) => [index, id]))).toEqual([[6, 'too-fast']]);
});

const irregularly = (from: number) =>
  [0, 0.2, 1.7, 1.9, 3.4, 3.7, 5.2, 5.4].map((second, index) => poll(index, from + second * 0.6));
const regularly = (from: number) => many(8, (index) => poll(index, from + index * 0.4));

/** What a coach reports of each part. */
function reportPolls(...parts: readonly (readonly JournalEntry[])[]): readonly (readonly string[])[] {
  const coach = createCoach([tooFast]);
  return parts.map((part) =>
    part.flatMap((one) => coach.observe(one).map(({ level, rule }) => `${level} ${rule.id}`)),
  );
}

test('advice of a higher level about the same is reported too, one of a lower level is not', () => {
  expect(reportPolls(irregularly(0), regularly(1000), irregularly(2000))).toEqual([
    ['notice too-fast'],
    ['warning too-fast'],
    [],
  ]);
  expect(reportPolls(regularly(0), irregularly(1000))).toEqual([['warning too-fast'], []]);
});

test('the memory is bounded, and the least recently requested jobs are removed first', () => {
  const coach = showAll(many(3000, (index) => poll(index, index * 10, `job-${index}`)));
  expect(coach.countSubjects()).toBe(500);
  showAll(
    many(8, (index) => poll(index, 30_000 + index * 0.4, 'job-2999')),
    coach,
  );
  expect(coach.listAdvice(moment(0), spec).map(({ job }) => job)).toEqual(['job-2999']);
});

/** The rules of the coach, and how often any of their watches was touched. */
function countTouches(): { readonly rules: readonly Rule[]; readonly count: () => number } {
  let touched = 0;
  const touch =
    <Given extends readonly unknown[], Result>(work: (...given: Given) => Result) =>
    (...given: Given): Result => {
      touched += 1;
      return work(...given);
    };
  const toCounted = ({ begins, see, createMemory, omission }: Watch): Watch => ({
    begins: touch(begins),
    createMemory,
    see: touch(see),
    ...(omission === undefined
      ? {}
      : { omission: { computeDue: touch(omission.computeDue), find: touch(omission.find) } }),
  });
  return {
    rules: rules.map((rule) => ({ ...rule, watch: toCounted(rule.watch) })),
    count: () => touched,
  };
}

test.each([
  ['polls one job', () => ({})],
  [
    'polls a finished job',
    () => ({ shown: [{ id: 'job-1', internalStatus: 'Success', apiStatus: 'completed', rows: 10 }] }),
  ],
  [
    'is one of many with many jobs',
    (index: number) => ({ user: `user-${index % 100}`, job: `job-${index}` }),
  ],
])('a request costs the same after ten requests and after ten thousand, when a client %s', (_, more) => {
  const { rules: counted, count } = countTouches();
  const coach = createCoach(counted);
  const measure = (from: number, to: number): number => {
    const before = count();
    for (let index = from; index < to; index += 1) coach.observe(poll(index, index, 'job-1', more(index)));
    return count() - before;
  };
  measure(0, 10);
  const first = measure(10, 110);
  measure(110, 10_000);
  expect(measure(10_000, 10_100)).toBeLessThanOrEqual(first);
});

test('each user is judged separately', () => {
  const polls = many(16, (index) => poll(index, index, 'job-1', { user: index % 2 === 0 ? 'alice' : 'bob' }));
  expect(listIds(polls)).toEqual([]);
  const faster = many(16, (index) =>
    poll(index, index / 4, 'job-1', { user: index % 2 === 0 ? 'alice' : 'bob' }),
  );
  expect(listIds(faster)).toEqual(['alice too-fast', 'bob too-fast']);
});

test('advice about several jobs contains their number but no ids', () => {
  const polls = [1, 2].flatMap((job) =>
    many(8, (index) => poll(index, job * 100 + index * 0.4, `job-${job}`)),
  );
  const [advice] = listAdvice(polls, 300);
  expect(advice).not.toHaveProperty('job');
  expect(advice?.seen).toMatch(/^Job job-2, .* The same happened with 2 jobs\.$/);
});

test('advice names the latest ten entries', () => {
  const [advice] = listAdvice(many(50, (index) => poll(index + 1, index * 0.4)));
  expect(advice?.entries).toEqual([41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
  expect(advice?.times).toBe(44);
});

test('the interval is the longer of real time and world time', () => {
  const still = { worldTime: at(0) };
  expect(listIds(many(9, (index) => poll(index, index * 3, 'job-1', still)))).toEqual([]);
  const jumping = (index: number) => ({ began: at(0), ended: at(0), worldTime: at(index * 3) });
  expect(listIds(many(9, (index) => poll(index, 0, 'job-1', jumping(index))))).toEqual([]);
  expect(listIds(many(9, (index) => poll(index, index * 0.1, 'job-1', still)))).toEqual(['alice too-fast']);
});

test('an interval is judged by the response before it, even if the one after it shows a smaller job', () => {
  const large = { id: 'job-1', internalStatus: 'Draft', apiStatus: 'queued', rows: 5000 };
  const small = { ...large, id: 'job-2', rows: 10 };
  const lists = (last: readonly (typeof large)[]) =>
    many(7, (index) =>
      poll(index, index, 'x', { operation: 'listStatuses', shown: index < 6 ? [large] : last }),
    );
  expect([listIds(lists([large])), listIds(lists([large, small]))]).toEqual([
    ['alice too-fast'],
    ['alice too-fast'],
  ]);
});

test('a response changed by a fault does not count as seen', () => {
  const over = { shown: [{ id: 'job-1', internalStatus: 'Failure', apiStatus: 'failed', rows: 10 }] };
  const polls = (more: Partial<JournalEntry>) =>
    many(9, (index) => poll(index, index * 3, 'job-1', { ...over, ...more }));
  expect(listIds(polls({}))).toEqual(['alice polls-after-end']);
  expect(listIds(polls({ faults: ['fault-1'] }))).toEqual([]);
  expect(listIds(polls({ aborted: true }))).toEqual([]);
  expect(listIds(polls({ method: 'HEAD' }))).toEqual([]);
});

test('a connection that a fault resets is a failure; one that the client closes is not', () => {
  const polls = lostPolls;
  expect(listIds(polls({ status: 0, faults: ['fault-1'], aborted: true }))).toEqual(['alice no-backoff']);
  expect(listIds(polls({ status: 500, aborted: true }))).toEqual([]);
});

test('overlapping polls are reported as overlapping, not as too fast', () => {
  const polls = many(12, (index) => poll(index, index * 0.4, 'job-1', { ended: at(index * 0.4 + 1) }));
  expect(listIds(polls)).toEqual(['alice overlaps']);
});

test('pages of a list do not count as repeated polls', () => {
  const list = (index: number, page: number) =>
    poll(index, Math.floor(index / 3) * 3, 'x', { operation: 'listStatuses', query: `page=${page}` });
  const { job: _, ...inPages } = poll(0, 0);
  const pages = many(30, (index) => ({ ...inPages, ...list(index, 1 + (index % 3)) }));
  expect(listIds(pages.map(({ job: __, ...entry }) => entry))).toEqual([]);
});

test('requests that were already in flight at the first 401 do not count', () => {
  const refused = { status: 401, shown: [] };
  const late = many(9, (index) => poll(index, 0, 'job-1', { ...refused, ended: at(1 + index) }));
  expect(listIds(late)).toEqual(['alice overlaps']);
  expect(listIds(many(9, (index) => poll(index, index, 'job-1', refused)))).toEqual(['alice after-401']);
});

test('the polling interval comes from the document, and the size of a large job is an assumption', () => {
  const { smallJobs, largeJobs } = spec.lifeCycle.polling;
  expect([getPace(999, guide), getPace(1000, guide)]).toEqual([smallJobs, largeJobs]);
  expect(getPace(1000, createGuide(spec, { largeRows: 5000 }))).toBe(smallJobs);
});

test('each rule has a unique id and a page and section in the document', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id } of rules) expect(id).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
  const pages = rules.flatMap(({ ground }) => (ground.kind === 'page' ? [ground] : []));
  for (const { page, section } of pages) expect(spec.pages[page]?.sections).toContain(section);
});

test('each threshold has a reason', () => {
  for (const { value, about, reason } of Object.values(assumed))
    expect([value > 0, about.endsWith('.'), reason.endsWith('.')]).toEqual([true, true, true]);
});
