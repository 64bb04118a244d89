// The whole show, played in a moment by a clock that a test moves.
import type { Scene } from '../show/scene.ts';
import { scenes, showSeconds } from '../show/show.ts';
import { type StagedWorld, stageWorld } from '../testing/staged-world.ts';
import { findLongestGap, listVisibleMoments } from '../testing/visible-moments.ts';

const maxGapSeconds = 10;

/** Everything that happened, without the nonces, which no two processes share. */
function formatShow({ log, journal }: StagedWorld): string {
  const entries = log.map(({ real, intent }) => JSON.stringify({ real, intent }));
  const requests = journal.map((entry) => JSON.stringify(entry));
  return [...entries, ...requests].join('\n');
}

async function listAdvice({ control }: StagedWorld): Promise<readonly string[]> {
  const [, advice] = await control('GET', '/worlds/default/advice');
  return (advice as readonly { readonly user: string; readonly id: string }[]).map(
    ({ user, id }) => `${user} ${id}`,
  );
}

/** The jobs that the customers submitted. */
const listSubmitted = ({ journal }: StagedWorld) =>
  journal
    .filter(({ operation, status }) => operation === 'submitEnrichment' && status === 201)
    .map(({ job }) => job);

const staged = stageWorld();
beforeAll(() => staged.play(showSeconds));

test('something visible happens at least every ten seconds, from the beginning to the end', () => {
  const gap = findLongestGap(listVisibleMoments(staged), showSeconds);
  expect(gap.seconds).toBeLessThanOrEqual(maxGapSeconds);
});

test('on average, something visible happens every four seconds', () => {
  expect(listVisibleMoments(staged).length).toBeGreaterThan(showSeconds / 4);
});

test('a gap would be found', () => {
  const moments = listVisibleMoments(staged).filter(({ at }) => at < 300 || at > 311);
  expect(findLongestGap(moments, showSeconds).seconds).toBeGreaterThan(maxGapSeconds);
});

test('each deed has its effect; the world refuses only what it is meant to refuse', () => {
  const writes = staged.journal.filter(({ method }) => method === 'POST');
  const refused = writes.filter(({ status }) => status >= 300);
  expect(refused.map(({ user, operation, status }) => `${user} ${operation} ${status}`)).toEqual([
    'tarnbrook-foods controlEnrichment 402',
    'quillmere-books submitEnrichment 503',
  ]);
});

test('all internal statuses, all faults of the script and both near misses are seen', () => {
  const seen = new Set(staged.journal.flatMap(({ shown }) => shown.map((job) => job.internalStatus)));
  expect(seen.size).toBe(8);
  const touched = new Set(staged.journal.flatMap(({ faults }) => faults));
  expect([...touched].toSorted()).toEqual(['fault-1', 'fault-2', 'fault-3', 'fault-4']);
  expect(staged.journal.filter(({ nearMisses }) => nearMisses.length > 0)).toHaveLength(2);
});

test('what the script tells the audience to watch does happen then', () => {
  const moments = listVisibleMoments(staged);
  const watched = scenes.filter(({ does }) => does === 'watch');
  expect(watched.length).toBeGreaterThan(5);
  // The jobs with which the world begins are a fraction of a second older.
  const happens = ({ at }: Scene) => moments.some((moment) => Math.abs(moment.at - at) < 1);
  expect(watched.filter((scene) => !happens(scene))).toEqual([]);
});

test('the journal keeps all requests of the show', () => {
  expect(staged.journal.length).toBeLessThan(1000);
});

test('only the hasty client gets advice, and none after the fix', async () => {
  const again = stageWorld();
  await again.play(119);
  expect(await listAdvice(again)).toEqual([]);
  await again.play(20);
  expect(await listAdvice(again)).toEqual(['velden-bikes too-fast']);
  await again.play(48);
  expect(await listAdvice(again)).toEqual([
    'velden-bikes too-fast',
    'velden-bikes polls-after-end',
    'velden-bikes results-not-fetched',
  ]);
  expect(await listAdvice(staged)).toEqual([]);
});

test('the same seed gives the same show', async () => {
  const again = stageWorld();
  await again.play(showSeconds);
  expect(formatShow(again)).toBe(formatShow(staged));
});

test.each(['a', 'b', '7'])(
  'with the seed "%s", ids and people differ, and the rhythm is the same',
  async (seed) => {
    const other = stageWorld(seed);
    await other.play(showSeconds);
    expect(findLongestGap(listVisibleMoments(other), showSeconds).seconds).toBeLessThanOrEqual(maxGapSeconds);
    expect(listSubmitted(other)).toHaveLength(listSubmitted(staged).length);
    expect(listSubmitted(other)).not.toEqual(listSubmitted(staged));
    expect(await listAdvice(other)).toEqual([]);
  },
);
