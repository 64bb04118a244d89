/**
 * Reads the log of a world that our own mock has just written: nothing is checked, so that a page needs little code for it. For
 * texts from anywhere, see `log-text.ts`.
 */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { parseInstant, instant } from '../../../time/time.ts';
import type { LogEntry } from '../../domain/entry.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { Beginning } from '../../domain/history.ts';
import type { World } from '../../domain/world.ts';
import { parseFlatFault } from '../../faults/flat-fault.ts';
import { parsePackedRows, type PlainObject } from '../../fixtures/plain-command.ts';
import { type GetBeside, type PlainEntry, type PlainRows, toEntry } from '../../fixtures/plain-entry.ts';
import { type Scenarios, toFixture } from '../../fixtures/to-fixture.ts';
import { toHistory } from '../../fixtures/to-history.ts';
import { type ScenarioFile, toScenario } from '../../fixtures/to-scenario.ts';
import type { WorldFile } from '../../fixtures/world-entries.ts';
import type { LogPart } from '../port.ts';
import { type PlainState, toWorld } from './world-state.ts';
import defaultWorld from 'prepared:default-world.json';

/** A log that is ready to be folded. */
export interface OwnLog extends LogPart<World> {
  /** How every world of its mock begins: the `beginning` of the rules of the fold. */
  readonly beginning: Beginning;
}

/** @param text the response of `GET .../worlds/{world}/log` */
export function parseOwnLog(text: string, lifeCycle: LifeCycle): OwnLog {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const get = createOwnBeside(lines, lifeCycle);
  let checkpoint: OwnLog['checkpoint'];
  const entries: LogEntry[] = [];
  for (const { world = '', entry, checkpoint: plain } of lines) {
    if (plain !== undefined) {
      const { position, real, state } = plain;
      const at = { world, position };
      checkpoint = {
        position,
        real: parseInstant(real) ?? instant(0),
        state: toWorld(state, get, at, lifeCycle),
      };
    } else if (entry !== undefined) entries.push(toEntry(entry, get));
  }
  return { beginning: get.own, entries, ...(checkpoint === undefined ? {} : { checkpoint }) };
}

/**
 * The entry in an event of `GET .../worlds/{world}/events`.
 * @returns undefined for a reset or restored world, whose initial contents are only in its log
 */
export function parseOwnEntry(plain: unknown): LogEntry | undefined {
  const entry = plain as PlainEntry;
  const { kind } = entry.intent;
  return kind === 'reset' || kind === 'restore' ? undefined : toEntry(entry, withoutBeside);
}

/** What a mock writes. */
interface Line {
  readonly digest?: string;
  readonly fixture?: WorldFile & { readonly scenarios?: Readonly<Record<string, ScenarioFile>> };
  readonly row?: number;
  readonly rows?: string;
  readonly world?: string;
  readonly entry?: PlainEntry;
  readonly checkpoint?: { readonly position: number; readonly real: string; readonly state: PlainState };
}

const included = defaultWorld as Fixture;

/** An entry without what is large. */
const withoutBeside: GetBeside = {
  own: { fixture: included },
  getBeginning: () => ({ fixture: included }),
  getFixture: () => included,
  getRows: () => parsePackedRows(''),
  readHistory: () => ({ fixture: included }),
  parseRule: parseFlatFault,
};

function createOwnBeside(lines: readonly Line[], lifeCycle: LifeCycle): GetBeside {
  const beginnings = new Map<string, Beginning>();
  const texts = new Map<string, string>();
  for (const { digest, fixture, rows = '' } of lines) {
    if (digest === undefined) continue;
    if (fixture === undefined) texts.set(digest, (texts.get(digest) ?? '') + rows);
    else beginnings.set(digest, toBeginning(fixture, lifeCycle));
  }
  const getBeginning = (digest: unknown): Beginning =>
    beginnings.get(String(digest)) ?? withoutBeside.getBeginning('');
  const getText = (plain: PlainRows): string =>
    typeof plain === 'string' ? plain : (texts.get(plain.digest) ?? '');
  const first = lines.find(({ entry }) => entry?.intent.kind === 'reset')?.entry?.intent['fixture'];
  return {
    own: getBeginning(first),
    getBeginning,
    getFixture: (digest) => getBeginning(digest).fixture,
    getRows: (plain) => parsePackedRows(getText(plain)),
    readHistory: (digest, plain) => {
      const history = toHistory({ ...plain, log: inlineRows(plain, getText) });
      return { ...getBeginning(digest), ...(history === undefined ? {} : { history }) };
    },
    parseRule: parseFlatFault,
  };
}

function toBeginning(
  { scenarios = {}, ...world }: NonNullable<Line['fixture']>,
  lifeCycle: LifeCycle,
): Beginning {
  const own: Scenarios = Object.fromEntries(
    Object.entries(scenarios).map(([name, written]) => [
      name,
      { ...toScenario(name, written, lifeCycle), written },
    ]),
  );
  const fixture = toFixture(world, { ...included.scenarios, ...own });
  const history = toHistory(world);
  return history === undefined ? { fixture } : { fixture, history };
}

function inlineRows(
  { log = [] }: PlainObject,
  getText: (plain: PlainRows) => string,
): readonly PlainObject[] {
  return (log as readonly (PlainObject & { readonly records?: PlainRows })[]).map((command) =>
    command.records === undefined ? command : { ...command, records: getText(command.records) },
  );
}
