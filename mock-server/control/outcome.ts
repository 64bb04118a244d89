/** The input and output of an operation of the control API. */
import type { Model } from '../api/reply.ts';
import type { Instant } from '../../time/time.ts';
import type { AdviceSource } from '../coach/advice-source.ts';
import type { Requests } from '../journal/requests.ts';
import type { Acceptance, RefusalCode } from '../domain/decision.ts';
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import type { ServerView } from '../metrics/server-view.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { Worlds } from '../store/worlds-port.ts';
import type { StreamLimit } from './stream-limit.ts';
import type { Caller } from './caller.ts';
import type { Remedy } from './remedy.ts';
import { firstWorld, worldNameRule } from '../domain/world-names.ts';
import { findRemedy } from './remedy-of-intent.ts';
import { toClockView } from './views.ts';

export interface ControlDeps {
  readonly model: Model;
  readonly worlds: Worlds;
  readonly requests: Requests;
  readonly advice: AdviceSource;
  /** The mock as a process. */
  readonly server: ServerView;
  readonly streams: StreamLimit;
  /** A text that no other mock has, not even this one after a restart. */
  readonly instance: string;
  /** The wall clock. */
  readonly now: () => Instant;
  /** The clock that nobody sets. */
  readonly steady: () => Instant;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface ControlOperationCall extends ControlDeps {
  /** Who sent the request; only teams have different ones. */
  readonly caller?: Caller;
  /** The wall clock, read once per request; with a shared store, its clock at the look or at the latest entry of the request. */
  real: Instant;
  /** The world of the path; empty for an operation without one. */
  readonly world: string;
  /** The other parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Checked against the schemas of the parameters; with their defaults. */
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Checked against the schema of the operation. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The header Last-Event-ID. */
  readonly lastEventId?: string;
  /** Aborted when the client disconnects or the mock stops. */
  readonly signal?: AbortSignal;
}

type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 429 | 503;

export type ControlOutcome =
  | { readonly status: 200 | 201 | 409 | 503; readonly body: unknown; readonly missing?: number }
  | {
      readonly status: 200;
      readonly mediaType: string;
      readonly text: string;
      /** Under which a browser saves it. */
      readonly fileName?: string;
    }
  /** Sent piece by piece; it ends when its reader stops. */
  | { readonly status: 200; readonly mediaType: string; readonly stream: AsyncGenerator<string, void> }
  /** `missing`: how many of the processes that share the store did not answer. */
  | { readonly status: 204; readonly missing?: number }
  | {
      readonly status: RefusedStatus;
      readonly detail: string;
      /** What would work instead. */
      readonly remedy: Remedy;
      readonly headers?: Readonly<Record<string, string>>;
    };

export type ControlHandler = (call: ControlOperationCall) => ControlOutcome | Promise<ControlOutcome>;

export const succeed = (body: unknown, status: 200 | 201 | 409 | 503 = 200, missing = 0): ControlOutcome => ({
  status,
  body,
  missing,
});
export const noContent = { status: 204 } as const;
export const refuse = (
  status: RefusedStatus,
  detail: string,
  remedy: Remedy,
  headers?: Readonly<Record<string, string>>,
): ControlOutcome => ({ status, detail, remedy, ...(headers === undefined ? {} : { headers }) });

/** Runs in the world of the path, which is made when it does not exist; 404 when no world can be called so. */
export function runInWorld<Outcome>(
  call: ControlOperationCall,
  run: (world: World) => Outcome,
): Outcome | ControlOutcome {
  const { worlds, world: name } = call;
  const world = worlds.open(name, call.real);
  call.real = worlds.shared?.getTime(name, call.real) ?? call.real;
  return world === undefined ? refuseName(name) : run(world);
}

export const showClock =
  (call: ControlOperationCall) =>
  (world: World): ControlOutcome =>
    succeed(toClockView(world, call.real));

/** @param remedy if not a similar name */
export const refuseName = (
  name: string,
  remedy: Remedy = { world: name.replaceAll(/^[^a-z\d]+|[^\w.-]/gi, '').slice(0, 64) || firstWorld },
): ControlOutcome =>
  refuse(404, `${JSON.stringify(name)} is not a valid world name; a name is ${worldNameRule}.`, remedy);

/** Writes an intent into the log of the call's world, and shows what it came to, or why it does nothing. */
export function commit(
  call: ControlOperationCall,
  intent: Intent,
  show: (world: World, accepted: Acceptance) => ControlOutcome,
): Later<ControlOutcome> {
  const { worlds, world: name } = call;
  const committed = worlds.commit(name, intent, call.real);
  if (committed === undefined) return refuse(404, `World "${name}" is gone.`, {});
  return andThen(committed, ({ world, decision, real, isOvertaken }) => {
    call.real = real;
    if (decision.kind === 'accepted') return show(world, decision);
    const refused = refuse(
      getRefusalStatus(decision.code),
      decision.reason,
      findRemedy(decision.code, intent, call.model.spec.lifeCycle),
    );
    if (isOvertaken === true) throw new Overtaken(refused);
    return refused;
  });
}

/** Another process changed the world after this one decided, so that the intent did nothing. */
class Overtaken extends Error {
  readonly outcome: ControlOutcome;

  constructor(outcome: ControlOutcome) {
    super('Another process changed the world first.');
    this.outcome = outcome;
  }
}

/** Runs an operation; one that was overtaken decides again, and so responds as it would in the world as it is then. */
export async function runOperation(
  handler: ControlHandler,
  call: ControlOperationCall,
  tries = maxTries,
): Promise<ControlOutcome> {
  try {
    return await handler(call);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    return tries === 0 ? error.outcome : runOperation(handler, call, tries - 1);
  }
}

const maxTries = 5;

function getRefusalStatus(code: RefusalCode): RefusedStatus {
  if (code === 'not-in-plan') return 400;
  return code.startsWith('no-such-') ? 404 : 409;
}
