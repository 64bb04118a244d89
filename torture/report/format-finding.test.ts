import { formatFinding } from './format-finding.ts';
import { stale } from './testing/lives.ts';

test('a finding names the rule, what happened, how to repeat it, and a test', () => {
  const text = formatFinding(stale, { client: 'followJob' });
  expect(text).toContain('no-older-status');
  expect(text).toContain(stale.violation.message);
  expect(text).toContain("seed: 1842004113, path: '18:1:0:2'");
  expect(text).toContain('  torture(followJob, {\n    plan: { faults: [{ at: 0, fault: {');
});
