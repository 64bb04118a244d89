/** The report as JUnit XML: a suite a page and section, a case a clause. */
import builderModule, { type Builder } from 'junit-report-builder';

import type { Verdict } from '../clause.ts';
import { weightOf } from '../judge.ts';
import { failureText, reasonOf, sectionOf } from './failure.ts';
import { printable } from './printable.ts';
import type { Run } from './run.ts';

// CommonJS whose default export nodenext sees one level too deep.
const builder = builderModule as unknown as Builder;

/** The text of junit.xml. A clause that fails the run is a failure, one of ours that crashed an error. */
export function junitReport({ verdicts, evidence, strict, startedAt }: Run): string {
  const report = builder.newBuilder().name('enrichment contract');
  for (const [section, judged] of bySection(verdicts)) {
    const suite = report.testSuite().name(section).timestamp(startedAt);
    for (const verdict of judged) {
      const { id, promise } = verdict.clause;
      const test = suite.testCase().name(`${id}: ${promise}`).className(`contract.${id}`).time(0);
      const text = inXml(failureText(verdict, evidence));
      const reason = inXml(reasonOf(verdict) ?? '');
      if (verdict.verdict === 'crashed') test.error(reason, 'crashed', text);
      else if (weightOf(verdict, strict) === 'failure')
        test.failure(reason, verdict.clause.level).stacktrace(text);
      else if (verdict.verdict === 'unobserved' || verdict.verdict === 'off')
        test.skipped().standardOutput(reason);
      else if (verdict.verdict === 'broken') test.standardOutput(text);
    }
  }
  return report.build();
}

function bySection(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const sections = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const section = sectionOf(verdict.clause);
    sections.set(section, [...(sections.get(section) ?? []), verdict]);
  }
  return sections;
}

/** The library keeps only the first `]]>` of a text from ending its CDATA section. */
function inXml(text: string): string {
  return printable(text).replaceAll(']]>', ']] >');
}
