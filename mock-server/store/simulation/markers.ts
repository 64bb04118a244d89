/** Intents that are unlike all others of their simulation, so that each is found again wherever it went. */
import { duration, type Instant } from '../../../time/time.ts';
import type { Intent } from '../../domain/entry.ts';
import type { World } from '../../domain/world.ts';
import { getJobs } from '../../domain/world.ts';
import { packRows, type SubmittedRows } from '../../domain/submitted-rows.ts';
import type { Chance } from './chance.ts';

/** Without the text of its rows. */
export const formatIntent = (intent: Intent): string =>
  JSON.stringify(intent, (key, value: unknown) => (key === 'records' ? 'rows' : value));

/** The number in an intent; undefined if it has none. */
export function readMarker(intent: Intent): string | undefined {
  if (intent.kind === 'submit' || intent.kind === 'add') return `${intent.kind} ${intent.rows}`;
  if (intent.kind === 'fail') return intent.reason;
  if (intent.kind === 'clock') return intent.advance === undefined ? undefined : `advance ${intent.advance}`;
  if (intent.kind === 'save-snapshot') return `save ${intent.snapshot}`;
  return undefined;
}

/**
 * What a client may want of a world, as one who has just seen it.
 * @param about.number unlike that of every other command @param about.hasRows whether submissions may come with rows
 */
export function drawIntent(
  chance: Chance,
  world: World,
  { number, now, hasRows }: { readonly number: number; readonly now: Instant; readonly hasRows: boolean },
): Intent {
  const jobs = getJobs(world);
  const job = jobs[chance.integer(0, Math.max(0, jobs.length - 1))]?.id ?? 'none';
  const kind = chance.pick(kinds);
  switch (kind) {
    case 'submit':
      return hasRows && number % 3 === 0
        ? { kind, owner: 'alice', rows: number, records: createRows(number) }
        : { kind, owner: 'alice', rows: number };
    case 'add':
      return { kind, owner: 'bob', rows: number };
    case 'fail':
      return { kind, job, reason: `reason ${number}` };
    case 'clock':
      return { kind, advance: duration(1000 + number) };
    case 'save-snapshot':
      return { kind, snapshot: `s${number}` };
    case 'restore-snapshot':
      return { kind, snapshot: world.snapshots.at(-1)?.name ?? 'none' };
    case 'reset':
      return { kind, at: now, speed: 1, frozen: false };
    default:
      return { kind, job };
  }
}

/** So many that they are stored beside the log; half of the numbers have the same. */
const createRows = (number: number): SubmittedRows =>
  packRows(
    Array.from({ length: 20 + (number % 2 === 0 ? 0 : number) }, () => ({
      firstName: 'Ada',
      lastName: 'Lovelace',
      companyName: 'The Analytical Engine Company of London',
    })),
  );

const kinds = [
  'submit',
  'submit',
  'submit',
  'add',
  'fail',
  'pause',
  'pause',
  'resume',
  'delete',
  'clock',
  'save-snapshot',
  'restore-snapshot',
  'reset',
] as const;
