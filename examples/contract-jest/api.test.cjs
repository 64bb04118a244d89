// @ts-check
const { judge, observeSync } = require('enrichment-sandbox/contract');

for (const { title, result, message } of judge(observeSync({ watch: '0s' }))) {
  (result === 'skipped' ? test.skip : test)(title, () => {
    if (result === 'failed') throw new Error(message);
  });
}
