/** The contract as an ordinary Jest suite, one test for each clause. CONTRACT_BASE_URL and CONTRACT_TOKEN say what to judge. */
import { contractClauses, judge, observeSync } from 'enrichment-sandbox/contract';

const verdicts = judge(observeSync());

for (const section of new Set(contractClauses().map((clause) => clause.section))) {
  describe(section, () => {
    for (const { title, result, message } of verdicts.filter((verdict) => verdict.section === section)) {
      (result === 'skipped' ? test.skip : test)(title, () => {
        if (result === 'failed') throw new Error(message);
      });
    }
  });
}
