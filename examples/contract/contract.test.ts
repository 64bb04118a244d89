import { judge, observe } from 'enrichment-sandbox/contract';
import { test } from 'vitest';

// CONTRACT_BASE_URL and CONTRACT_TOKEN say what to judge.
for (const { title, result, message } of judge(await observe({ watch: '0s' }))) {
  test.skipIf(result === 'skipped')(title, () => {
    if (result === 'failed') throw new Error(message);
  });
}
