// Each rule is broken by a life, and kept by lives that look much the same.
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { listCoachWarnings } from '../../library/coach-rules.ts';
import { createRules, judge } from './index.ts';
import { createLife } from './testing/lives.ts';
import { brokenForServers } from './testing/broken-for-servers.ts';
import { brokenForUsers } from './testing/broken-for-users.ts';
import { forgiven } from './testing/forgiven-lives.ts';
import { kept } from './testing/sound-lives.ts';

const spec = loadShippedSpec();
const rules = createRules({ spec, coachRules: listCoachWarnings(spec) });
const broken = [...brokenForUsers, ...brokenForServers];
const namesBroken = (...given: Parameters<typeof createLife>) =>
  judge(createLife(...given), rules).map(({ rule }) => rule.name);

test.each(broken.map(({ rule, what, life }) => [rule, what, life] as const))('%s: %s', (rule, _, life) => {
  const found = judge(createLife(life), rules);
  expect(found.map((one) => one.rule.name)).toContain(rule);
  expect(found.find((one) => one.rule.name === rule)?.violation.message).toMatch(/\d|"/);
});

test.each([...kept, ...forgiven].map(({ what, life }) => [what, life] as const))(
  'no rule is broken: %s',
  (_, life) => {
    expect(judge(createLife(life), rules)).toEqual([]);
  },
);

test('without any rule, one of these lives is judged otherwise: each is the first that some life breaks', () => {
  const firsts = new Set(broken.map(({ life }) => namesBroken(life)[0]));
  expect(rules.map(({ name }) => name).filter((name) => !firsts.has(name))).toEqual([]);
});

test('each rule has its own name, a sentence and a source', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { name, title, source } of rules) {
    expect(name).toMatch(/^(coach:)?[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(title).toMatch(/^[A-Z].*\.$/);
    expect(source).toMatch(/^(assumed: .+|RFC \d+.*|.+, ".+".*)$/);
  }
});
