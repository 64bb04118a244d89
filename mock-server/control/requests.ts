/** The control operations for the journal: listing requests and waiting for them. */
import { durationForms, parseDuration } from '../../time/time.ts';
import { type Filter, isMatchingEntry } from '../journal/filter.ts';
import type { World } from '../domain/world.ts';
import { andThen } from '../portions/portions.ts';
import { toEntryView } from './entry-view.ts';
import {
  type ControlOperationCall,
  type ControlHandler,
  type ControlOutcome,
  succeed,
  runInWorld,
  noContent,
  refuse,
} from './outcome.ts';
import { waitForEntries } from './waited.ts';
import { checkName, checkUser, type Mistake, refuseMistakes, toText } from './words.ts';

const maxWaitMs = 5 * 60_000;

const listRequests: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const mistakes = findFilterMistakes(call, world);
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    const filter = toFilter(call);
    const { limit } = call.query;
    return andThen(call.requests.list(world.name), ({ entries, missing }) => {
      const found = entries.filter((entry) => isMatchingEntry(entry, filter));
      return succeed(
        (typeof limit === 'number' ? found.slice(-limit) : found).map(toEntryView),
        200,
        missing,
      );
    });
  });

const waitForRequests: ControlHandler = (call) =>
  runInWorld(call, async (world) => {
    const { timeout, count } = call.query;
    const length = parseDuration(String(timeout));
    const mistakes = findFilterMistakes(call, world);
    if (length === undefined || length > maxWaitMs)
      mistakes.push({
        reason: `"timeout" is "${timeout}"; it must be a duration of at most 5m, ${durationForms}.`,
        set: { timeout: undefined },
      });
    if (length === undefined || mistakes.length > 0) return refuseMistakes(mistakes);
    const wanted = { world: world.name, filter: toFilter(call), count: Number(count), length };
    const end = await waitForEntries(call, wanted);
    return end.kind === 'fits' ? succeed(end.entries.map(toEntryView)) : refuse(408, end.reason, end.remedy);
  });

const clearRequests: ControlHandler = (call) =>
  runInWorld(call, ({ name }) =>
    andThen(call.requests.clear(name), (missing): ControlOutcome => ({ ...noContent, missing })),
  );

/** The filter of a query. */
export function toFilter({ query }: Pick<ControlOperationCall, 'query'>): Filter {
  const { 'near-misses': nearMisses, ...others } = query;
  const given = Object.entries({ ...others, nearMisses }).filter(([, value]) => value !== undefined);
  // The document's schemas gave each its type.
  return Object.fromEntries(given);
}

/** Filters that can never match: a sentence each. */
export function findFilterMistakes({ query, model }: ControlOperationCall, world: World): Mistake[] {
  const operations = model.spec.operations.map(({ id }) => id);
  const { status } = query;
  const isStatus = status === undefined || /^(?:[1-5](?:\d\d|xx)|0)$/.test(String(status));
  return [
    ...(isStatus
      ? []
      : [
          {
            reason: `"status" is "${status}"; it must be a status code such as 404, a class such as 4xx, or 0 for no response.`,
            set: { status: undefined },
          },
        ]),
    ...checkUser(toText(query['user']), world),
    ...checkName(
      toText(query['operation']),
      operations,
      'operation',
      (given) => `The document has no operation ${given}`,
    ),
  ];
}

export const requestsOperations = { clearRequests, listRequests, waitForRequests };
