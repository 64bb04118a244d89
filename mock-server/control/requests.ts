/** The control operations about the journal: what was asked of the mocked API, and waiting for it. */
import { durationForms, parseDuration } from '../../time/time.ts';
import { type Filter, fits } from '../journal/filter.ts';
import type { World } from '../simulation/world.ts';
import { entryView } from './entry-view.ts';
import { type ControlCall, type ControlHandler, done, inWorld, nothing, refused } from './outcome.ts';
import { waited } from './waited.ts';
import { unknownName, unknownUser } from './words.ts';

const maxWaitMs = 5 * 60_000;

const listRequests: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const mistakes = findMistakes(call, world);
    if (mistakes.length > 0) return refused(400, mistakes.join(' '));
    const filter = toFilter(call);
    const found = call.journals.entries(world.name).filter((entry) => fits(entry, filter));
    const { limit } = call.query;
    return done((typeof limit === 'number' ? found.slice(-limit) : found).map(entryView));
  });

const waitForRequests: ControlHandler = (call) =>
  inWorld(call, async (world) => {
    const { timeout, count } = call.query;
    const length = parseDuration(String(timeout));
    const mistakes = findMistakes(call, world);
    if (length === undefined || length > maxWaitMs)
      mistakes.push(`"timeout" is "${timeout}"; it must be a duration up to 5m, ${durationForms}.`);
    if (length === undefined || mistakes.length > 0) return refused(400, mistakes.join(' '));
    const end = await waited(call, world.name, toFilter(call), Number(count), length);
    return end.kind === 'fits' ? done(end.entries.map(entryView)) : refused(408, end.because);
  });

const clearRequests: ControlHandler = (call) =>
  inWorld(call, ({ name }) => {
    call.journals.clear(name);
    return nothing;
  });

function toFilter({ query }: ControlCall): Filter {
  const { 'near-misses': nearMisses, ...others } = query;
  const given = Object.entries({ ...others, nearMisses }).filter(([, value]) => value !== undefined);
  // The document's schemas gave each its type.
  return Object.fromEntries(given);
}

/** What can never fit, since there is no such thing: a sentence each. */
function findMistakes({ query, model }: ControlCall, world: World): string[] {
  const operations = model.spec.operations.map(({ id }) => id);
  const { status } = query;
  const isStatus = status === undefined || /^(?:[1-5](?:\d\d|xx)|0)$/.test(String(status));
  return [
    ...(isStatus
      ? []
      : [`"status" is "${status}"; it must be a status such as 404, a class such as 4xx, or 0 for none.`]),
    ...unknownUser(toText(query['user']), world),
    ...unknownName(
      toText(query['operation']),
      operations,
      (given) => `The document has no operation ${given}`,
    ),
  ];
}

function toText(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

export const requestsOperations = { clearRequests, listRequests, waitForRequests };
