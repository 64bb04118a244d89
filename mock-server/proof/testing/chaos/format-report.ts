/** Shows what a run of the chaos found, for people. */
import { faults } from './faults.ts';
import type { ChaosReport } from './judge-chaos.ts';
import { minAcknowledged } from './run-chaos.ts';

/** Why a run does not count, or what it found; empty if all is well. */
export function listFailures(report: ChaosReport): readonly string[] {
  const { lost, wrong, unknown, deaths, unrecovered, acknowledged, parts } = report;
  const missing = Object.keys(faults).filter((name) => (report.faults[name] ?? 0) === 0);
  return [
    ...(acknowledged < minAcknowledged
      ? [`Only ${acknowledged} commands were acknowledged, which proves nothing.`]
      : []),
    ...(parts === 0 ? ['No history was checked.'] : []),
    ...missing.map((name) => `This never happened: ${name}.`),
    ...lost.map((line) => `LOST: an acknowledged command is not in the log of ${line}`),
    ...wrong.map((line) => `WRONG: ${line}`),
    ...unknown.map((part) => `UNKNOWN: ${part} took too many steps to judge.`),
    ...deaths,
    ...(unrecovered === 0 ? [] : [`${unrecovered} processes did not recover in two minutes.`]),
  ];
}

export function formatReport(report: ChaosReport, seconds: number): string {
  const { requests, acknowledged, refused, read, unavailable, silent, worlds, entries, equal } = report;
  const rows: readonly (readonly [string, number])[] = [
    ['requests', requests],
    ['  commands acknowledged', acknowledged],
    ['  commands refused', refused],
    ['  reads', read],
    ['  unavailable (503)', unavailable],
    ['  without a response', silent],
  ];
  const judged: readonly (readonly [string, number])[] = [
    ['worlds', worlds],
    ['entries in their logs', entries],
    ['responses equal to a replay', equal],
    ['histories checked by models', report.histories],
    ['  in parts', report.parts],
    ['acknowledged commands lost', report.lost.length],
    ['wrong responses', report.wrong.length],
    ['processes that died by themselves', report.deaths.length],
    ['processes that did not recover', report.unrecovered],
  ];
  const failures = listFailures(report);
  return [
    `Chaos for ${seconds} s, seed ${report.seed}: 3 processes, 1 Redis.`,
    '',
    ...formatTable(Object.keys(faults).map((name) => [name, report.faults[name] ?? 0])),
    '',
    ...formatTable(rows),
    '',
    ...formatTable(judged),
    '',
    failures.length === 0
      ? 'Nothing was lost, and every response was right.'
      : `${failures.length} failures:\n\n${failures.slice(0, 20).join('\n\n')}`,
  ].join('\n');
}

const formatTable = (rows: readonly (readonly [string, number])[]): readonly string[] =>
  rows.map(([name, count]) => `  ${name.padEnd(36)} ${count.toLocaleString('en').padStart(9)}`);
