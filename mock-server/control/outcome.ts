/** What an operation of the control API gets and gives back. */
import type { Readings } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Instant } from '../../time/time.ts';
import type { Worlds } from '../simulation/worlds.ts';

export interface ControlCall {
  readonly worlds: Worlds;
  /** The real time, taken once for the request. */
  readonly real: Instant;
  /** The world of the path; empty for an operation without one. */
  readonly world: string;
  /** Checked against the schema of the operation. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly spec: Spec;
  readonly readings: Readings;
}

export type ControlOutcome =
  | { readonly status: 200 | 201; readonly body: unknown }
  | { readonly status: 400 | 403 | 404 | 405; readonly detail: string };

export type ControlHandler = (call: ControlCall) => ControlOutcome;

export const done = (body: unknown, status: 200 | 201 = 200): ControlOutcome => ({ status, body });
export const refused = (status: 400 | 403 | 404 | 405, detail: string): ControlOutcome => ({
  status,
  detail,
});
