// @ts-check
import { test } from 'node:test';
import { judge, observe } from 'enrichment-sandbox/contract';

for (const { id, promise, result, reason, message } of judge(await observe({ watch: '0s' }))) {
  await test(`${id}: ${promise}`, { skip: result === 'skipped' && reason }, () => {
    if (result === 'failed') throw new Error(message);
  });
}
