/** Waits for enough matching entries in a world's journal, and explains a timeout. */
import { type Duration, formatDuration } from '../../time/time.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { listDifferences, type Filter, isMatchingEntry } from '../journal/filter.ts';
import type { ListedRequests, OtherWorld } from '../journal/requests.ts';
import type { ControlOperationCall } from './outcome.ts';
import type { Remedy } from './remedy.ts';

export type WaitResult =
  | { readonly kind: 'fits'; readonly entries: readonly JournalEntry[] }
  | { readonly kind: 'over'; readonly reason: string; readonly remedy: Remedy };

type WaitDeps = Pick<ControlOperationCall, 'requests' | 'wait' | 'signal'>;

/** The nearest entries are useful, a list of all is not. */
const maxNearMisses = 3;

/** What is waited for. */
interface Wanted {
  readonly world: string;
  readonly filter: Filter;
  /** How many must fit, those that came before too. */
  readonly count: number;
  /** How long to wait at most, in real milliseconds. */
  readonly length: Duration;
}

export async function waitForEntries(
  { requests, wait, signal }: WaitDeps,
  wanted: Wanted,
): Promise<WaitResult> {
  const { world, filter, count, length } = wanted;
  const { since = 0, ...others } = filter;
  const findOthers = requests.markOthers(world);
  const found: JournalEntry[] = [];
  const over = new AbortController();
  const end = (): void => over.abort();
  const unwatch = requests.watch(world, {
    since,
    onEntry: (entry) => {
      if (isMatchingEntry(entry, filter)) found.push(entry);
      if (found.length >= count) end();
    },
  });
  if (!over.signal.aborted && length > 0 && signal?.aborted !== true) {
    signal?.addEventListener('abort', end, { once: true, signal: over.signal });
    await wait(length, over.signal);
  }
  // Other processes may have more.
  const listed = found.length < count && signal?.aborted !== true ? await requests.list(world) : undefined;
  unwatch();
  // The timer may be the one that came first.
  end();
  if (found.length >= count) return { kind: 'fits', entries: found.slice(0, count) };
  if (listed === undefined) return { kind: 'over', reason: 'The mock is shutting down.', remedy: {} };
  const elsewhere = await findOthers(others);
  const [there] = elsewhere;
  return {
    kind: 'over',
    reason: describeTimeout(wanted, found, listed, there),
    remedy: there === undefined ? { send: 'GET requests?limit=20' } : { world: there.name },
  };
}

function describeTimeout(
  { world, filter, count, length }: Wanted,
  found: readonly JournalEntry[],
  listed: ListedRequests,
  elsewhere: OtherWorld | undefined,
): string {
  const entries = listed.entries.filter(({ number }) => number > (filter.since ?? 0));
  const numbers = found.slice(0, 10).map(({ number }) => `#${number}`);
  const observed =
    found.length === 0
      ? `no matching request arrived`
      : `${found.length} of ${count} matching requests arrived (${numbers.join(', ')})`;
  return [
    `Within ${formatDuration(length)}, ${observed} in world "${world}".`,
    entries.length === 0 ? formatNothing(filter) : formatNearest(entries, filter),
    listed.missing === 0
      ? ''
      : `Processes that share the store and did not answer: ${listed.missing}. Their requests are not counted.`,
    elsewhere === undefined
      ? ''
      : `World "${elsewhere.name}" received ${elsewhere.count} matching requests in the meantime. Is the token correct?`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function formatNothing({ since = 0 }: Filter): string {
  return since === 0 ? 'Its journal is empty.' : `Its journal has no requests after #${since}.`;
}

/** The entries with the fewest differences, of these the latest. */
function formatNearest(entries: readonly JournalEntry[], filter: Filter): string {
  const near = entries
    .map((entry) => ({ entry, differs: listDifferences(entry, filter) }))
    .filter(({ differs }) => differs.length > 0)
    .toSorted((a, b) => a.differs.length - b.differs.length || b.entry.number - a.entry.number)
    .slice(0, maxNearMisses)
    .map(
      ({ entry: { number, method, path, status }, differs }) =>
        `#${number} ${method} ${path} (${status}): ${differs.join(', ')}`,
    );
  return near.length === 0 ? '' : `Nearly: ${near.join('; ')}.`;
}
