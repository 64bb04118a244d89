import { judge, observe } from 'enrichment-sandbox/contract';
import { expect, test } from 'vitest';

for (const { id, promise, result, reason, message } of judge(await observe({ watch: '0s' }))) {
  test(`${id}: ${promise}`, ({ skip }) => {
    skip(result === 'skipped', reason);
    expect(result, message).toBe('passed');
  });
}
