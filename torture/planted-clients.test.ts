// Each rule accuses a real client: a sound one with one hole, in a life that the player has played.
import { listCoachWarnings } from '../library/coach-rules.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import { findFailure } from './index.ts';
import { createRules, judge } from './rules/index.ts';
import { plantedForCoach } from './testing/planted-for-coach.ts';
import { plantedForServers } from './testing/planted-for-servers.ts';
import { plantedForUsers } from './testing/planted-for-users.ts';
import { follow, showRows } from './testing/planted-kernel.ts';

const spec = loadShippedSpec();
const rules = createRules({ spec, coachRules: listCoachWarnings(spec) });
const planted = [...plantedForUsers, ...plantedForServers, ...plantedForCoach];
const cases = planted.map(({ client, plan, also = [], ...others }) => ({
  ...others,
  plan,
  also,
  found: findFailure(client, { plan, without: also, log: false }),
}));

test.each(cases)('$rule: a client that $hole', async ({ rule, also, found }) => {
  const { finding } = await found;
  expect(finding?.rule.name).toBe(rule);
  expect(finding?.others).toEqual([]);
  const names = finding && judge(finding.life, rules).map((one) => one.rule.name);
  expect(names?.toSorted()).toEqual([rule, ...also].toSorted());
});

test('each rule has such a client', () => {
  expect(planted.map(({ rule }) => rule).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
});

test.each(rules)('without $name, nobody accuses its client, and all others are accused', async ({ name }) => {
  const missed: string[] = [];
  for (const { rule, also, found } of cases) {
    const { finding } = await found;
    const left = rules.filter((one) => one.name !== name && !also.includes(one.name));
    if (finding === undefined || judge(finding.life, left).length === 0) missed.push(rule);
  }
  expect(missed).toEqual([name]);
});

test.each(cases)('without the hole, the client keeps all rules in the life for $rule', async ({ plan }) => {
  const { finding } = await findFailure(
    async (run) => {
      const job = await follow(run);
      if (job.status === 'completed') await showRows(run);
      return job;
    },
    { plan, log: false },
  );
  expect(finding).toBeUndefined();
});
