// What the panel says about all advice.
import { countLevels } from './advice-facts.ts';

const [warning, notice] = [{ level: 'warning' }, { level: 'notice' }] as const;

test.each([
  ['none', [], ''],
  ['one of each', [warning, notice], '1 warning, 1 notice'],
  ['only notices', [notice, notice], '2 notices'],
  ['warnings', [warning, notice, warning], '2 warnings, 1 notice'],
])('%s', (_, list, expected) => {
  expect(countLevels(list)).toBe(expected);
});
