/** Prints a finding for a terminal or a test runner: what broke, the life, and how to repeat it. */
import { toVisible } from '../../text/visible.ts';
import type { Drawn, Finding } from './finding.ts';
import { describeLife, describeRequests, nameJob } from './describe-life.ts';
import { drawText } from './picture/draw-text.ts';
import { toAscii } from './picture/to-ascii.ts';
import { formatCall, formatTest } from './test-code.ts';
import { wrap } from './wrap.ts';

export interface FormatOptions {
  /** Columns of the terminal; 60 to 160. */
  readonly width?: number;
  /** Whether to write escape sequences of terminals for colours. */
  readonly colours?: boolean;
  /** Whether only ASCII can be shown. */
  readonly ascii?: boolean;
  /** What the client is called in the code to paste. */
  readonly client?: string;
}

const defaultWidth = 100;
const minWidth = 60;
const maxWidth = 160;
/** A message of a rule can quote what a client threw. */
const maxMessageLength = 800;
const maxLinkLength = 70_000;
const maxOthers = 3;

/** At most about forty lines, and none with a character that would change how the others are shown. */
export function formatFinding(finding: Finding, options: FormatOptions = {}): string {
  const { colours = false, ascii = false, client = 'client' } = options;
  const width = Math.min(maxWidth, Math.max(minWidth, options.width ?? defaultWidth));
  const { rule, violation, life, drawn, link } = finding;
  const bold = (text: string): string => (colours ? `\u{1b}[1m${text}\u{1b}[0m` : text);
  const sections: readonly (readonly string[])[] = [
    [bold(clean(`The client broke the rule "${rule.name}".`))],
    wrap(clean(nameJobs(toSentence(violation.message), life)), width),
    describeRule(finding, width),
    drawText(life, violation, { width, colours, ascii }),
    describeRequests(life, violation).map((line) => clean(line)),
    describeLife(life).flatMap((sentence) => wrap(clean(sentence), width)),
    drawn === undefined ? [] : describeSearch(drawn, formatCall(drawn, client, finding.options), width),
    [
      bold('A test that plays this life only:'),
      '',
      ...indent(
        formatTest(life.plan, rule.title.replace(/\.$/, ''), client, finding.options)
          .split('\n')
          .map((line) => clean(line)),
      ),
    ],
    link === undefined ? [] : describeLink(link, bold),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return ascii ? toAscii(text) : text;
}

const clean = (text: string, max = maxMessageLength): string =>
  toVisible(text.length > max ? `${text.slice(0, max)}...` : text);

const toSentence = (text: string): string => {
  const whole = text.trim().replaceAll(/\s*\n\s*/g, ' ');
  return `${whole.slice(0, 1).toUpperCase()}${whole.slice(1)}${/[.!?]$/.test(whole) ? '' : '.'}`;
};

/** The ids of jobs are long, and chance draws them. */
const nameJobs = (text: string, { jobs }: Finding['life']): string =>
  jobs.reduce((named, { id }, index) => named.replaceAll(id, nameJob(index, jobs.length)), text);

const indent = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `  ${line}`));

function describeRule({ rule, others }: Finding, width: number): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Rule', toSentence(rule.title)],
    ['Source', rule.source],
    ...(others.length === 0 ? [] : ([['Also broken', formatOthers(others)]] as const)),
  ];
  return rows.flatMap(([name, text]) =>
    wrap(clean(text), width - 15).map((line, index) => `  ${(index === 0 ? name : '').padEnd(13)}${line}`),
  );
}

function formatOthers(others: Finding['others']): string {
  const names = [...new Set(others.map(({ rule }) => rule.name))];
  const rest = names.length - maxOthers;
  return `${names.slice(0, maxOthers).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function describeSearch(
  { seed, lives, simplerLives, first }: Drawn,
  call: string,
  width: number,
): readonly string[] {
  const parts =
    first === undefined
      ? []
      : [count(first.jobs, 'job'), count(first.faults, 'fault'), count(first.events, 'other event')];
  const had =
    parts.length === 0 ? '' : `, which had ${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
  const tried =
    simplerLives === 0
      ? ''
      : ` ${count(simplerLives, 'other life was', 'other lives were')} tried, and this is the simplest that breaks it.`;
  const how = `It was broken first in life ${lives.toLocaleString('en')} of seed ${seed}${had}.${tried}`;
  return [...wrap(`${how} To find it again:`, width), '', `  ${call}`];
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number === 0 ? 'no' : number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** A mock that runs opens the link as a new world; another one can begin with it. */
function describeLink(link: string, bold: (text: string) => string): readonly string[] {
  return [
    bold('The same life in the dashboard, with a mock (npx enrichment-sandbox mock) on this machine:'),
    '',
    `  http://127.0.0.1:4010/__mock__/#${clean(link, maxLinkLength)}`,
  ];
}
