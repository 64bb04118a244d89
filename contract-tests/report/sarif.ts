/** Creates the report for code scanning: SARIF 2.1.0, with one rule per clause and one result per broken clause. */
import type { Log, ReportingDescriptor, Result } from 'sarif';

import type { Clause, Verdict } from '../verdict/clause.ts';
import { getWeight } from '../verdict/judge.ts';
import { formatFact, getFacts } from './facts.ts';
import { formatSection } from '../verdict/choose-clauses.ts';
import { explainVerdict, getBreachExchanges, formatClauseSource } from './failure.ts';
import { toPrintable } from './printable.ts';
import { getError, getExitStatus, getTarget, type JudgedRun, type ContractRun } from './run.ts';

/** The file with the promises. Every result points to it, because the sources of the target are unknown. */
const document = 'openapi/enrichment.yaml';

const levels = { failure: 'error', warning: 'warning', notice: 'note' } as const;

/** The value of report.sarif. A run that judged nothing has no results, and says why in a notification. */
export function createSarifReport(run: ContractRun): Log {
  const { version, startedAt, tookMs } = run;
  const verdicts = run.kind === 'judged' ? run.verdicts : [];
  const error = getError(run);
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: { name: 'enrichment-sandbox', semanticVersion: version, rules: verdicts.map(toRule) },
        },
        automationDetails: { id: `contract/${toPrintable(getTarget(run))}/` },
        invocations: [
          {
            executionSuccessful: error === undefined,
            exitCode: getExitStatus(run),
            startTimeUtc: startedAt,
            endTimeUtc: new Date(Date.parse(startedAt) + tookMs).toISOString(),
            toolExecutionNotifications: [
              ...(error === undefined
                ? []
                : [{ level: 'error' as const, message: { text: escapeMessage(error.message) } }]),
              ...verdicts.flatMap(toNotification),
            ],
          },
        ],
        columnKind: 'utf16CodeUnits',
        results:
          run.kind === 'judged' ? verdicts.flatMap((verdict, index) => toResults(verdict, index, run)) : [],
        properties: getProperties(run),
      },
    ],
  };
}

function getProperties(run: ContractRun): Readonly<Record<string, string>> {
  return Object.fromEntries(getFacts(run).map((fact) => [fact.key, toPrintable(formatFact(fact))]));
}

function toRule({ clause }: Verdict): ReportingDescriptor {
  const text = `${clause.promise} ${clause.level}, ${formatClauseSource(clause)}.`;
  return {
    id: clause.id,
    shortDescription: { text: clause.promise },
    fullDescription: { text },
    help: {
      text: `${text} Judge it alone with --only ${clause.id}; contract --list shows all clauses.`,
    },
    defaultConfiguration: { level: getDefaultLevel(clause) },
    properties: { level: clause.level, basis: clause.basis, tags: ['contract', formatSection(clause)] },
  };
}

function getDefaultLevel({ level }: Clause): 'error' | 'warning' | 'note' {
  if (level === 'MUST') return 'error';
  return level === 'SHOULD' ? 'warning' : 'note';
}

function toResults(verdict: Verdict, ruleIndex: number, { evidence, strict }: JudgedRun): readonly Result[] {
  const weight = getWeight(verdict, strict);
  if (verdict.verdict !== 'broken' || weight === 'none') return [];
  const { id } = verdict.clause;
  return [
    {
      ruleId: id,
      ruleIndex,
      level: levels[weight],
      message: { text: escapeMessage(explainVerdict(verdict, evidence)) },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: document }, region: { startLine: 1 } },
          logicalLocations: [{ name: id, fullyQualifiedName: `${formatSection(verdict.clause)}/${id}` }],
        },
      ],
      // One finding per clause and target, regardless of the message and the jobs of this run.
      partialFingerprints: { 'clauseAtTarget/v1': toPrintable(`${id} ${evidence.target.baseUrl}`) },
      properties: { exchanges: getBreachExchanges(verdict).map(toPrintable) },
    },
  ];
}

/** A crashed check is not a result about the target. */
function toNotification(verdict: Verdict) {
  if (verdict.verdict !== 'crashed') return [];
  const text = escapeMessage(`The check of the suite crashed: ${verdict.reason}`);
  return [{ level: 'error' as const, message: { text }, associatedRule: { id: verdict.clause.id } }];
}

/** SARIF reads `[text](URL)` as a link and `{0}` as a placeholder (3.11.5, 3.11.6). */
function escapeMessage(text: string): string {
  return toPrintable(text)
    .replaceAll('](', '] (')
    .replaceAll(/\{(?=\d+\})/g, '{ ');
}
