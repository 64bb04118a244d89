// The presenter controls the clock and everything else, and the show goes on.
import { showSeconds, scenes } from '../show/show.ts';
import { type StagedWorld, stageWorld } from '../testing/staged-world.ts';

const world = '/worlds/default';

const countSubmissions = ({ journal }: StagedWorld) =>
  journal.filter(({ operation, status }) => operation === 'submitEnrichment' && status === 201).length;

/** How many lists the customers submit up to this second. */
const countScripted = (until: number) =>
  scenes.filter(({ does, at }) => does === 'submit' && at <= until).length;

async function listAdvice({ control }: StagedWorld): Promise<unknown> {
  const [, advice] = await control('GET', `${world}/advice`);
  return advice;
}

test('the show waits while the clock is frozen, however long, and goes on afterwards', async () => {
  const staged = stageWorld();
  await staged.play(100);
  await staged.control('POST', `${world}/clock`, { frozen: true });
  const requests = staged.journal.length;
  await staged.play(600);
  expect(staged.journal).toHaveLength(requests);
  await staged.control('POST', `${world}/clock`, { frozen: false });
  await staged.play(100);
  expect(countSubmissions(staged)).toBe(countScripted(200));
  expect(staged.journal.length).toBeGreaterThan(requests);
});

test('when the clock jumps ahead, the show catches up with its deeds, but not with the polls that were missed', async () => {
  const staged = stageWorld();
  await staged.play(195);
  const requests = staged.journal.length;
  await staged.control('POST', `${world}/clock`, { advance: '2m' });
  await staged.player.step();
  expect(countSubmissions(staged)).toBe(countScripted(315));
  // Each client polls once; what it finds completed, it fetches.
  const polls = staged.journal.slice(requests).filter(({ operation }) => /Status/.test(operation ?? ''));
  expect(polls.length).toBeLessThanOrEqual(5);
  expect(await listAdvice(staged)).toEqual([]);
});

test.each([20, 600])('at x%i, everything happens, and no polite client gets advice', async (speed) => {
  const staged = stageWorld();
  await staged.play(190);
  await staged.control('POST', `${world}/clock`, { speed });
  await staged.play(Math.ceil((showSeconds - 190) / speed) + 1);
  expect(countSubmissions(staged) + countLost(staged)).toBe(countScripted(showSeconds));
  expect(await listAdvice(staged)).toEqual([]);
});

/** Those that maintenance prevents. */
const countLost = ({ journal }: StagedWorld) =>
  journal.filter(({ operation, status }) => operation === 'submitEnrichment' && status === 503).length;

const toPlain = ({ method, path, status }: StagedWorld['journal'][number]) => `${method} ${path} ${status}`;

test('a reset begins the same show again', async () => {
  const staged = stageWorld();
  await staged.play(30);
  await staged.control('POST', `${world}/reset`);
  const [log, journal] = [staged.log.length, staged.journal.length];
  await staged.play(150);
  const fresh = stageWorld();
  await fresh.play(150);
  expect(staged.journal.slice(journal).map(toPlain)).toEqual(fresh.journal.map(toPlain));
  expect(staged.log.slice(log).map(({ intent }) => intent)).toEqual(fresh.log.map(({ intent }) => intent));
});

test('a world that is restored to an earlier time goes on from there', async () => {
  const staged = stageWorld();
  await staged.play(100);
  await staged.control('POST', `${world}/snapshots`, { name: 'before' });
  await staged.play(200);
  await staged.control('POST', `${world}/restore`, { snapshot: 'before' });
  const before = countSubmissions(staged);
  await staged.play(200);
  expect(countSubmissions(staged) - before).toBe(countScripted(300) - countScripted(100));
});

test('a world that is removed begins again', async () => {
  const staged = stageWorld();
  await staged.play(100);
  await staged.control('DELETE', world);
  const before = countSubmissions(staged);
  await staged.play(100);
  expect(countSubmissions(staged) - before).toBe(countScripted(100));
});

test('what the presenter deletes, pauses, fails or switches off does not stop the show', async () => {
  const staged = stageWorld();
  for (let second = 0; second < showSeconds; second += 15) {
    await staged.play(15);
    const [, jobs] = await staged.control('GET', `${world}/jobs`);
    const [first, second_, third] = jobs as readonly { readonly id: string }[];
    await staged.control('DELETE', `${world}/jobs/${first?.id}`);
    await staged.control('POST', `${world}/jobs/${second_?.id}/pause`);
    await staged.control('POST', `${world}/jobs/${third?.id}/fail`);
    await staged.control('DELETE', `${world}/faults`);
  }
  expect(countSubmissions(staged) + countLost(staged)).toBeGreaterThan(countScripted(showSeconds) - 3);
});

test('a world with other users gets no requests but those of clients that are not let in', async () => {
  const staged = stageWorld();
  await staged.play(10);
  const file = 'about: Another world with other users.\nusers:\n  zoe: {token: zoe-token}\n';
  await staged.control('POST', `${world}/restore`, { file });
  await staged.play(60);
  await staged.control('POST', `${world}/reset`);
  await staged.play(60);
  expect(countSubmissions(staged)).toBe(countScripted(60));
});
