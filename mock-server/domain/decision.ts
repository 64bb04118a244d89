/** What an intent comes to: a change of its world, or a refusal with its reason. */
import type { WorldCommand } from './command.ts';
import type { WorldFault } from './fault.ts';
import type { World } from './world.ts';
import type { Instant } from '../../time/time.ts';

export type RefusalCode =
  | 'full'
  | 'no-such-fault'
  | 'no-such-job'
  | 'no-such-scenario'
  | 'no-such-snapshot'
  | 'no-such-user'
  | 'not-in-plan'
  | 'not-reachable'
  | 'over-quota'
  | 'too-few-credits'
  | 'wrong-status';

export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** A whole sentence for the user of the mock. */
  readonly reason: string;
  /** The figures of the refusal, such as the credits that are required. */
  readonly values?: Readonly<Record<string, number>>;
}

export interface Acceptance {
  readonly kind: 'accepted';
  /** The world from which it goes on, if not the present one. */
  readonly world?: World;
  readonly command?: WorldCommand;
  readonly change?: Partial<Pick<World, 'clock' | 'faults' | 'faultsMade' | 'snapshots'>>;
  /** The times between which the clock was moved. */
  readonly moved?: { readonly from: Instant; readonly to: Instant };
  /** The faults that apply to the request, as they were before it. */
  readonly applied?: readonly WorldFault[];
}

export type Decision = Acceptance | Refusal;

export const refuseIntent = (
  code: RefusalCode,
  reason: string,
  values?: Readonly<Record<string, number>>,
): Refusal =>
  values === undefined ? { kind: 'refused', code, reason } : { kind: 'refused', code, reason, values };

export const acceptCommand = (command: WorldCommand): Acceptance => ({ kind: 'accepted', command });
