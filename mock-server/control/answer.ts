/**
 * Handles requests to the control API: its document defines the routes, and its schemas validate parameters
 * and bodies.
 */
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Operation } from '../../openapi/operations.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { decodePercent, splitTarget } from '../django/message.ts';
import type { Instant } from '../../time/time.ts';
import { isWorldName } from '../domain/world-names.ts';
import { StoreError } from '../store/port.ts';
import type { Caller } from './caller.ts';
import { readControlBody } from './body.ts';
import { formatMistakes, describeUnknownPath } from './mistakes.ts';
import { controlHandlers } from './operations.ts';
import {
  type ControlDeps,
  type ControlHandler,
  type ControlOutcome,
  refuse,
  runOperation,
} from './outcome.ts';
import { readControlQuery } from './query.ts';
import { getExample } from './correct-body.ts';
import { completeRemedy, showWorlds } from './remedy.ts';
import type { StreamLimit } from './stream-limit.ts';

export interface ControlRequest {
  /** Who sent it; only teams have different ones. */
  readonly caller?: Caller;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** Decoded text. */
  readonly body: string;
  /** The header Last-Event-ID, which a client sends when it follows events again. */
  readonly lastEventId?: string | undefined;
  /** Aborted when the client disconnects or the mock stops; ends a waiting operation. */
  readonly signal?: AbortSignal;
}

export function createControlResponder(
  deps: ControlDeps,
): (request: ControlRequest) => Promise<ControlOutcome> {
  const handlers: Readonly<Record<string, ControlHandler>> = controlHandlers;
  const routes = listControlOperations().map((operation) => ({ operation, pattern: toPattern(operation) }));
  const paths = [...new Set(routes.map(({ operation }) => operation.path))];

  return async ({ method, target, body, lastEventId, signal, caller }) => {
    const { path, query } = splitTarget(target);
    const here = routes.filter(({ pattern }) => pattern.test(path));
    if (here.length === 0) {
      const { reason, near } = describeUnknownPath(path, paths);
      return refuse(404, reason, near === undefined ? showWorlds : { send: `GET ${near}` });
    }
    const found = here.find(({ operation }) => operation.method === method);
    if (found === undefined) {
      const methods = here.map(({ operation }) => operation.method).join(' and ');
      return refuse(405, `${toExcerpt(path)} accepts ${methods}, not ${method}.`, {
        send: `${here[0]?.operation.method} ${path}`,
        body:
          here[0]?.operation.requiresBody && getExample(here[0].operation.requestBody['application/json']),
      });
    }
    const { operation, pattern } = found;
    const handler = handlers[operation.id];
    if (handler === undefined)
      throw new Error(`There is no handler for the control operation "${operation.id}".`);
    const checks = getControlChecks();
    const { values, mistakes, set } = readControlQuery(query, operation, checks);
    const read = readControlBody(body, operation, checks);
    const wrong = [...mistakes, ...('mistakes' in read ? read.mistakes : [])];
    const hasBody = operation.requestBody['application/json'] !== undefined;
    const fields = hasBody ? ('mistakes' in read ? read.corrected : read.value) : undefined;
    const complete = (outcome: ControlOutcome): ControlOutcome =>
      'remedy' in outcome
        ? { ...outcome, remedy: completeRemedy(outcome.remedy, { method, target, fields }) }
        : outcome;
    if (wrong.length > 0 || 'mistakes' in read) {
      return complete(
        refuse(
          400,
          `Invalid request for ${operation.id}: ${formatMistakes(wrong)} See openapi/control.yaml.`,
          { set: hasBody ? {} : set },
        ),
      );
    }
    const { world = '', ...others } = Object.fromEntries(
      Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, text]) => [name, decodePercent(text)]),
    );
    const given = { world, path: others, query: values, body: read.value };
    const createCall = (real: Instant) => ({
      real,
      ...deps,
      ...given,
      ...(caller === undefined ? {} : { caller }),
      ...(lastEventId === undefined ? {} : { lastEventId }),
      ...(signal === undefined ? {} : { signal }),
    });
    try {
      const shared = isWorldName(world) && opensWorld(operation) ? deps.worlds.shared : undefined;
      const looked = shared && (await shared.open(world));
      const now = looked && shared.getTime(world, looked);
      const outcome = await runOperation(handler, createCall(now ?? deps.now()));
      await deps.worlds.whenKept?.(world);
      return complete(countStream(outcome, deps.streams));
    } catch (error) {
      if (error instanceof StoreError) return complete(refuse(503, error.message, {}));
      throw error;
    }
  };
}

/** A world that is to be deleted need not exist. */
const opensWorld = ({ id }: Operation): boolean => id !== 'dropWorld';

function countStream(outcome: ControlOutcome, streams: StreamLimit): ControlOutcome {
  if (!('stream' in outcome)) return outcome;
  const stream = streams.take(outcome.stream);
  return stream === undefined
    ? refuse(
        503,
        `There are ${streams.max} event streams already, which is the limit. Close some of them.`,
        {},
      )
    : { ...outcome, stream };
}

/** Literal segments of a path win over parameters, as in the document. */
function toPattern({ path }: Operation): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
}
