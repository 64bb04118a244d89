import { loadShippedSpec } from '../../openapi/shipped.ts';
import { contract } from './index.ts';

const { pages } = loadShippedSpec();
const sourced = contract.flatMap((clause) => ('source' in clause ? [clause] : []));

/** Sections of the status page that promise nothing, and why. */
const withoutClause = new Map([['Try It Out', 'It names a playground behind a password, and no promise.']]);

test('clause ids are slugs and unique', () => {
  const ids = contract.map(({ id }) => id);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('ids, levels and promises are those that readers of old reports know', () => {
  expect(contract.map(({ id, level, promise }) => `${level.padEnd(7)} ${id}: ${promise}`)).toMatchSnapshot();
});

test('each promise is a sentence and unique', () => {
  const promises = contract.map(({ promise }) => promise);
  expect(promises.filter((promise) => !/^[A-Za-z_"].*\.$/.test(promise))).toEqual([]);
  expect(new Set(promises).size).toBe(promises.length);
});

test('every section of the status page has a clause, or a reason for having none', () => {
  const judged = new Set(
    sourced.filter(({ source }) => source.page === 'status').map(({ source }) => source.section),
  );
  const sections = pages['status']?.sections ?? [];
  expect(sections.filter((section) => !judged.has(section))).toEqual([...withoutClause.keys()]);
});

test('every source names a page and a section that the document lists', () => {
  const unknown = sourced.filter(
    ({ source }) => pages[source.page]?.sections.includes(source.section) !== true,
  );
  expect(unknown.map(({ id }) => id)).toEqual([]);
});

test('the basis of a clause fits the authority of its page', () => {
  const authorities = { documented: 'normative', sibling: 'secondary', framework: 'framework' };
  const misplaced = sourced.filter(
    ({ basis, source }) => pages[source.page]?.authority !== authorities[basis],
  );
  expect(misplaced.map(({ id }) => id)).toEqual([]);
});

test('no clause about the framework or an assumption can fail a run', () => {
  const musts = contract.filter(({ level }) => level === 'MUST');
  expect(musts.filter(({ basis }) => basis === 'framework' || basis === 'assumed')).toEqual([]);
  const assumed = contract.filter(({ basis }) => basis === 'assumed');
  expect(assumed.map(({ level }) => level)).toEqual(assumed.map(() => 'ASSUMED'));
});

test('a promise without a page has a reason, which is a sentence', () => {
  const reasons = contract.flatMap((clause) => ('source' in clause ? [] : [clause.reason]));
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.filter((reason) => !/^[A-Z].*\.$/.test(reason))).toEqual([]);
});
