/** The input and output of an operation of the control API. */
import type { Model } from '../api/reply.ts';
import type { Instant } from '../../time/time.ts';
import type { Coaches } from '../coach/coaches.ts';
import type { Journals } from '../journal/journals.ts';
import type { Acceptance, RefusalCode } from '../domain/decision.ts';
import type { Intent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { Worlds } from '../store/worlds-port.ts';
import { worldNameRule } from '../domain/world-names.ts';
import { toClockView } from './views.ts';

export interface ControlDeps {
  readonly model: Model;
  readonly worlds: Worlds;
  readonly journals: Journals;
  readonly coaches: Coaches;
  /** A text that no other mock has, not even this one after a restart. */
  readonly instance: string;
  /** The wall clock. */
  readonly now: () => Instant;
  /** Monotonic real time, for intervals between requests. */
  readonly steady: () => Instant;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface ControlOperationCall extends ControlDeps {
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

type RefusedStatus = 400 | 403 | 404 | 405 | 408 | 409 | 503;

export type ControlOutcome =
  | { readonly status: 200 | 201 | 409; readonly body: unknown }
  | {
      readonly status: 200;
      readonly mediaType: string;
      readonly text: string;
      /** Under which a browser saves it. */
      readonly fileName?: string;
    }
  /** Sent piece by piece; it ends when its reader stops. */
  | { readonly status: 200; readonly mediaType: string; readonly stream: AsyncGenerator<string, void> }
  | { readonly status: 204 }
  | { readonly status: RefusedStatus; readonly detail: string };

export type ControlHandler = (call: ControlOperationCall) => ControlOutcome | Promise<ControlOutcome>;

export const succeed = (body: unknown, status: 200 | 201 | 409 = 200): ControlOutcome => ({ status, body });
export const noContent: ControlOutcome = { status: 204 };
export const refuse = (status: RefusedStatus, detail: string): ControlOutcome => ({ status, detail });

/** Runs in the world of the path, which is made when it does not exist; 404 when no world can be called so. */
export function runInWorld<Outcome>(
  { worlds, world: name, real }: ControlOperationCall,
  run: (world: World) => Outcome,
): Outcome | ControlOutcome {
  const world = worlds.open(name, real);
  return world === undefined ? refuseName(name) : run(world);
}

export const showClock =
  (call: ControlOperationCall) =>
  (world: World): ControlOutcome =>
    succeed(toClockView(world, call.real));

export const refuseName = (name: string): ControlOutcome =>
  refuse(404, `${JSON.stringify(name)} is not a valid world name; a name is ${worldNameRule}.`);

/** Writes an intent into the log of the call's world, and shows what it came to, or why it does nothing. */
export function commit(
  call: ControlOperationCall,
  intent: Intent,
  show: (world: World, accepted: Acceptance) => ControlOutcome,
): Later<ControlOutcome> {
  const { worlds, world: name } = call;
  const committed = worlds.commit(name, intent, call.real);
  if (committed === undefined) return refuse(404, `World "${name}" is gone.`);
  return andThen(committed, ({ world, decision, real }) => {
    call.real = real;
    return decision.kind === 'accepted'
      ? show(world, decision)
      : refuse(getRefusalStatus(decision.code), decision.reason);
  });
}

function getRefusalStatus(code: RefusalCode): RefusedStatus {
  if (code === 'not-in-plan') return 400;
  return code.startsWith('no-such-') ? 404 : 409;
}
