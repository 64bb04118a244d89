/** The port through which requests reach a life besides `fetch`, such as a socket. */
import type { ClientRun } from '../life/client.ts';
import type { Agenda } from './agenda.ts';
import type { Guard } from './limits.ts';
import type { Network } from './network.ts';
import type { PageTimers } from './page-timers.ts';
import type { Runs } from './runs.ts';

/** What a gate sees of the life. */
export interface GatedLife {
  readonly agenda: Agenda;
  readonly network: Network;
  readonly guard: Guard;
  readonly runs: Pick<Runs, 'isRunning' | 'hasLeft' | 'signal'>;
  readonly timers: Pick<PageTimers, 'list'>;
  /** Their ids. */
  readonly jobs: readonly string[];
  readonly activity: { readonly note: () => void };
}

export type Gate = (life: GatedLife) => Promise<OpenGate>;

export interface OpenGate {
  /** The URLs that a run is given. */
  readonly getUrls: (run: number) => Required<Pick<ClientRun, 'baseUrl' | 'waitUrl'>>;
  /** The URL in the life for one that a run was given; any other URL as it is. */
  readonly toInner: (url: string) => string;
  /** Whether all runs wait for something of the life, so that its time may go on. */
  readonly isIdle: () => boolean;
  /** Waits a little in real time. @throws Error if a client has not been idle for long */
  readonly wait: () => Promise<void>;
  /** Ends what is open. */
  readonly close: () => Promise<void>;
}
