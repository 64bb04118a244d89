import { judge, observe } from 'enrichment-sandbox/contract';
import { expect, test } from 'vitest';

// CONTRACT_BASE_URL and CONTRACT_TOKEN say what to judge.
for (const { title, result, message } of judge(await observe({ watch: '0s' }))) {
  test.skipIf(result === 'skipped')(title, () => {
    expect(result, message).toBe('passed');
  });
}
