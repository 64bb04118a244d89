/** Waits for enough matching entries in a world's journal, and explains a timeout. */
import { type Duration, formatDuration } from '../../time/time.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { listDifferences, type Filter, isMatchingEntry } from '../journal/filter.ts';
import type { ControlOperationCall } from './outcome.ts';

export type WaitResult =
  | { readonly kind: 'fits'; readonly entries: readonly JournalEntry[] }
  | { readonly kind: 'over'; readonly reason: string };

type WaitDeps = Pick<ControlOperationCall, 'journals' | 'wait' | 'signal'>;

/** The nearest entries are useful, a list of all is not. */
const maxNearMisses = 3;

/**
 * @param count how many must fit, those that came before too
 * @param length how long to wait at most, in real milliseconds
 */
export async function waitForEntries(
  { journals, wait, signal }: WaitDeps,
  world: string,
  filter: Filter,
  count: number,
  length: Duration,
): Promise<WaitResult> {
  const before = new Map(journals.worlds().map((name) => [name, journals.latest(name)]));
  const found = journals.entries(world).filter((entry) => isMatchingEntry(entry, filter));
  if (found.length < count && length > 0 && signal?.aborted !== true) {
    const over = new AbortController();
    const end = (): void => over.abort();
    signal?.addEventListener('abort', end, { once: true, signal: over.signal });
    const unwatch = journals.watch(world, (entry) => {
      if (!isMatchingEntry(entry, filter)) return;
      found.push(entry);
      if (found.length >= count) end();
    });
    await wait(length, over.signal);
    unwatch();
    // The timer may be the one that came first.
    end();
  }
  if (found.length >= count) return { kind: 'fits', entries: found.slice(0, count) };
  if (signal?.aborted === true) return { kind: 'over', reason: 'The mock is shutting down.' };
  return { kind: 'over', reason: describeTimeout(journals, world, filter, found, count, length, before) };
}

function describeTimeout(
  journals: WaitDeps['journals'],
  world: string,
  filter: Filter,
  found: readonly JournalEntry[],
  count: number,
  length: Duration,
  before: ReadonlyMap<string, number>,
): string {
  const entries = journals.entries(world).filter(({ number }) => number > (filter.since ?? 0));
  const numbers = found.slice(0, 10).map(({ number }) => `#${number}`);
  const observed =
    found.length === 0
      ? `no matching request arrived`
      : `${found.length} of ${count} matching requests arrived (${numbers.join(', ')})`;
  const elsewhere = journals
    .worlds()
    .filter((name) => name !== world)
    .map((name) => {
      const since = before.get(name) ?? 0;
      const { since: _, ...asked } = filter;
      return {
        name,
        fitting: journals.entries(name).filter((entry) => isMatchingEntry(entry, { ...asked, since })),
      };
    })
    .find(({ fitting }) => fitting.length > 0);
  return [
    `Within ${formatDuration(length)}, ${observed} in world "${world}".`,
    entries.length === 0 ? formatNothing(filter) : formatNearest(entries, filter),
    elsewhere === undefined
      ? ''
      : `World "${elsewhere.name}" received ${elsewhere.fitting.length} matching requests in the meantime. Is the token correct?`,
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
