/** Formats the start-up message: the mock's address, its tokens, and a command to paste. */
import { countCommonStart } from '../../text/common-start.ts';
import { type Readings, getReading } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Completed } from './complete-spec.ts';
import { formatFault } from '../faults/fault-text.ts';
import type { FaultRule } from '../domain/fault.ts';
import type { Fixture, FixtureUser } from '../domain/fixture.ts';
import type { History } from '../domain/history.ts';
import { type Instant, formatRfc3339 } from '../../time/time.ts';

export interface Welcome {
  readonly url: string;
  readonly spec: Spec;
  readonly readings: Readings;
  readonly fixture: Fixture;
  readonly speed: number;
  readonly frozen: boolean;
  readonly start?: Instant;
  readonly history?: History;
  /** The file in which the worlds are kept, and how many were there. */
  readonly state?: string;
  readonly found?: number;
  /** The server that has the worlds, which other mocks may use too; without a password. */
  readonly sharedStore?: string | undefined;
  /** How many processes answer requests. */
  readonly processes?: number;
  readonly mutants: readonly { readonly name: string }[];
  readonly faults?: readonly FaultRule[];
  readonly noCors?: boolean;
  readonly selfCheck?: boolean;
  /** The control token: a new one, or the environment variable that has it; absent when none is needed. */
  readonly control?:
    | { readonly kind: 'new'; readonly token: string }
    | { readonly kind: 'variable'; readonly name: string };
  /** Whether tokens need the key of a team. */
  readonly hasTeams?: boolean;
  readonly completed?: Pick<Completed, 'filled' | 'served'>;
}

/** The start-up lines, with a blank line before and after. */
export function formatWelcome(welcome: Welcome): string {
  const lines = listWelcomeRows(welcome).map(([name, text]) =>
    text === '' ? '' : `  ${name.padEnd(12)}${text}`,
  );
  return `The enrichment mock is ready. Ctrl-C stops it.\n\n${lines.join('\n')}\n`;
}

/** The same as rows; one without a name belongs to the one before it. */
export function listWelcomeRows({
  url,
  spec,
  readings,
  fixture,
  speed,
  frozen,
  history,
  start = history?.now,
  mutants,
  faults = [],
  ...flags
}: Welcome): readonly (readonly [name: string, text: string])[] {
  const { prefixes = [''] } = getReading(spec.questions, readings, 'path-prefix');
  const [prefix = ''] = prefixes;
  const common = findCommonPath(spec.operations.map(({ path }) => path));
  return [
    ...prefixes.map((one, index) => [index === 0 ? 'Base URL' : '', `${url}${one}${common}`] as const),
    ['Tokens', formatTokens(fixture).join('  ')],
    ...(flags.hasTeams === true
      ? [['Teams', 'append ~ and the key of a team to a token, as in alice-token~KEY'] as const]
      : []),
    ['Time', formatTime(speed, frozen, start)],
    ...Object.entries(readings)
      .filter(([id, reading]) => spec.questions[id]?.default !== reading)
      .map(([id, reading]) => ['Reading', `${id}=${reading}`] as const),
    ...(flags.noCors === true ? [['Pages', 'of other origins are blocked (--no-cors)'] as const] : []),
    ...(flags.selfCheck === true
      ? [['Self-check', 'checks every response against the document'] as const]
      : []),
    ...formatCompleted(flags.completed),
    ...(flags.state === undefined ? [] : [['Worlds', formatKept(flags.state, flags.found)] as const]),
    ...(flags.sharedStore === undefined
      ? []
      : [['Worlds', `are in ${flags.sharedStore}; all mocks that use it share them`] as const]),
    ...(flags.processes === undefined || flags.processes === 1
      ? []
      : [['Workers', `${flags.processes} processes, which share the worlds`] as const]),
    ...mutants.map(({ name }) => ['MUTANT', name] as const),
    ...faults.map((rule) => ['FAULT', formatFault(rule)] as const),
    ['Dashboard', `${url}/__mock__/`],
    ...(flags.control === undefined
      ? [['Control', `${url}/__mock__/api/worlds/default/clock`] as const]
      : formatControl(url, flags.control)),
    ['', ''],
    [
      'Try',
      `curl -H 'Authorization: Bearer ${findCaller(fixture)?.token ?? 'TOKEN'}${flags.hasTeams === true ? '~KEY' : ''}' ${url}${prefix}${findExamplePath(fixture, spec)}`,
    ],
    [
      'Add an hour',
      `curl -X POST ${formatAuthorization(flags.control)}-d advance=1h ${url}/__mock__/api/worlds/${flags.hasTeams === true ? 'TEAM/' : ''}default/clock`,
    ],
  ];
}

/** The control API and the login; a new token is printed only here, as a command that the other lines build on. */
function formatControl(
  url: string,
  control: NonNullable<Welcome['control']>,
): readonly (readonly [string, string])[] {
  const isNew = control.kind === 'new';
  return [
    ['Log in', `${url}/__mock__/login with ${isNew ? 'this token' : `the token in ${control.name}`}`],
    ...(isNew
      ? [
          ['Token', `export ${newTokenName}=${control.token}`] as const,
          ['', 'It is new, and is not printed again. Choose your own with --control-token-env.'] as const,
        ]
      : []),
    ['Control', `curl ${formatAuthorization(control)}${url}/__mock__/api/worlds`],
  ];
}

/** The variable in which a user may put a new token. */
const newTokenName = 'MOCK_CONTROL_TOKEN';

/** With a space after it; empty when the control API needs no token. */
function formatAuthorization(control: Welcome['control']): string {
  if (control === undefined) return '';
  return `-H "Authorization: Bearer $${control.kind === 'new' ? newTokenName : control.name}" `;
}

/** The parts of another document that the mock does not simulate. */
export function formatCompleted(completed: Welcome['completed']): readonly (readonly [string, string])[] {
  const { filled = [], served = [] } = completed ?? {};
  return [
    ...(filled.length === 0 ? [] : [['Filled', `from the schema: ${filled.join(', ')}`] as const]),
    ...served.map((operation) => ['Served', `from its example: ${operation}`] as const),
  ];
}

function formatTokens({ users, jobs }: Fixture): readonly string[] {
  return users.map(({ name, token, expired, active, quota }) => {
    const count = jobs.filter(({ owner }) => owner === name).length;
    const state = expired
      ? 'expired'
      : active
        ? `${count === 0 ? 'no' : count} ${count === 1 ? 'job' : 'jobs'}${quota === undefined ? '' : `, quota ${quota}`}`
        : 'inactive account';
    return `${token} (${state})`;
  });
}

function formatKept(file: string, found = 0): string {
  const before = found === 0 ? 'new file' : `${found} restored`;
  return `are kept in ${file} (${before})`;
}

function formatTime(speed: number, frozen: boolean, start: Instant | undefined): string {
  const begins = start === undefined ? 'starts now' : `starts at ${formatRfc3339(start)}`;
  if (frozen) return `${begins}, frozen`;
  return speed === 1 ? `${begins}, at normal speed` : `${begins}, at ${speed} times normal speed`;
}

/** The first user with a valid token. */
function findCaller({ users }: Fixture): FixtureUser | undefined {
  return users.find(({ expired, active }) => !expired && active);
}

/** The folder of all paths, such as `/api/v1/`. */
function findCommonPath(paths: readonly string[]): string {
  const common = paths[0]?.slice(0, countCommonStart(paths)) ?? '';
  return common.slice(0, common.lastIndexOf('/') + 1);
}

/** The status of a job with a fixed id, so that the line works in every world, or else the list. */
function findExamplePath(fixture: Fixture, spec: Spec): string {
  const owner = findCaller(fixture)?.name;
  const id = fixture.jobs.find((job) => job.owner === owner && job.id !== undefined)?.id;
  const { path } = spec.operation(id === undefined ? 'listStatuses' : 'getStatus');
  return path.replace('{job_id}', id ?? '');
}
