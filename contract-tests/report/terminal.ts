/** The report for a terminal: the broken first, then what was not observed, then the summary. */
import type { Verdict } from '../clause.ts';
import { weightOf } from '../judge.ts';
import { failureText } from './failure.ts';
import type { Run } from './run.ts';

export function terminalReport(run: Run): string {
  const { verdicts, evidence, strict } = run;
  const weighing = (weight: ReturnType<typeof weightOf>) =>
    verdicts.filter((verdict) => weightOf(verdict, strict) === weight);
  const failures = weighing('failure').map(
    (verdict) => `BROKEN   ${verdict.clause.id}: ${failureText(verdict, evidence)}`,
  );
  const warnings = weighing('warning').map(
    (verdict) => `WARNING  ${verdict.clause.id}: ${failureText(verdict, evidence)}`,
  );
  const notices = weighing('notice').map(
    (verdict) => `NOTICE   ${verdict.clause.id}: ${failureText(verdict, evidence)}`,
  );
  const unobserved = verdicts.flatMap((verdict) =>
    verdict.verdict === 'unobserved' ? [`  ${verdict.clause.id.padEnd(28)} ${verdict.missing}`] : [],
  );
  return [
    ...failures,
    ...warnings,
    ...notices,
    ...(unobserved.length > 0
      ? [`Not observed, and so not kept either; what was missing:\n${unobserved.join('\n')}`]
      : []),
    `Seen:  ${readingsLine(run)}`,
    summaryLine(run),
    run.outcome.says,
  ].join('\n\n');
}

function readingsLine({ readings }: Run): string {
  return Object.entries(readings)
    .flatMap(([question, reading]) => (reading === undefined ? [] : [`${question}=${reading}`]))
    .join('  ');
}

function summaryLine({ verdicts, evidence, tookMs }: Run): string {
  const names: readonly Verdict['verdict'][] = ['kept', 'broken', 'unobserved', 'off', 'crashed'];
  const counts = names
    .map((name) => [name, verdicts.filter(({ verdict }) => verdict === name).length] as const)
    .filter(([name, count]) => count > 0 || name === 'kept' || name === 'broken')
    .map(([name, count]) => `${count} ${name}`);
  const watched =
    evidence.target.watchedMs > 0 ? `, ${Math.round(evidence.target.watchedMs / 1000)} s of watching` : '';
  return `${evidence.target.baseUrl}\n${verdicts.length} clauses: ${counts.join(', ')}. ${evidence.exchanges.length} requests in ${(tookMs / 1000).toFixed(1)} s${watched}.`;
}
