/** Prints a finding for a terminal or a test runner: what broke, the life, and how to repeat it. */
import { toVisible } from '../../text/visible.ts';
import type { Life, LifeRequest } from '../life/life.ts';
import type { Drawn, Finding } from './finding.ts';
import { formatTest } from './test-code.ts';

export interface FormatOptions {
  /** Columns of the terminal. */
  readonly width?: number;
  /** Whether to write escape sequences of terminals for colours. */
  readonly colours?: boolean;
  /** Whether only ASCII can be shown. */
  readonly ascii?: boolean;
  /** How the client is called in the test to paste. */
  readonly client?: string;
}

/** At most about forty lines. */
export function formatFinding(finding: Finding, options: FormatOptions = {}): string {
  const { rule, violation, life, drawn, link, others } = finding;
  return [
    `The client broke the rule "${rule.name}": ${violation.message}`,
    '',
    `  ${rule.title} (${rule.source})`,
    ...others.map((other) => `  It also broke "${other.rule.name}": ${other.violation.message}`),
    '',
    ...life.requests.slice(0, 12).map((request) => formatRequest(request, violation.requests ?? [])),
    ...listReports(life).slice(0, 8),
    '',
    ...(drawn === undefined ? [] : [formatDrawn(drawn), '']),
    'As a test:',
    '',
    formatTest(life.plan, rule.title, options.client),
    ...(link === undefined ? [] : ['', `The same life in the dashboard: ${link}`]),
  ]
    .map((line) => toVisible(line, '\n'))
    .join('\n');
}

function formatRequest(
  { number, method, target, sentAt, arrivedAt, outcome, status }: LifeRequest,
  marked: readonly number[],
): string {
  const sign = marked.includes(number) ? '>' : ' ';
  const end = arrivedAt === undefined ? '' : `-${arrivedAt}`;
  return `${sign} ${number}  ${sentAt}${end} ms  ${method} ${target}: ${status ?? outcome ?? 'no response'}`;
}

function listReports({ reports, endings }: Life): readonly string[] {
  return [
    ...reports.map(({ at, status }) => `  ${at} ms  reported ${status}`),
    ...endings.flatMap((ending) =>
      ending === undefined
        ? []
        : [
            `  ${ending.at} ms  ${ending.kind === 'returned' ? `returned ${ending.status ?? ''}` : `threw ${ending.reason}`}`,
          ],
    ),
  ];
}

function formatDrawn({ seed, path, lives, simplerLives }: Drawn): string {
  return `Found in life ${lives} of seed ${seed}, and made simpler in ${simplerLives} tries. Again: { seed: ${seed}, path: '${path}' }`;
}
