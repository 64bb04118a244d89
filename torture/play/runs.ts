/** The runs of the client in a life: one for each job, or one for two jobs after each other; and what they report. */
import type { Client, ClientRun } from '../life/client.ts';
import type { Ending, Life, ResultsReport, StatusReport } from '../life/life.ts';
import type { LifePlan } from '../life/plan.ts';
import { toMap } from '../../openapi/values.ts';
import type { PlayedWorld } from './world.ts';
import { user } from './world.ts';

export interface Runs {
  readonly start: () => void;
  /** The page is left. */
  readonly unmount: () => void;
  /** The client turns to the second job; one that cannot leaves the page. */
  readonly turn: () => void;
  readonly isRunning: (run: number) => boolean;
  readonly hasLeft: () => boolean;
  /** Aborted when the page is left. */
  readonly signal: AbortSignal;
  /** When all had ended, or the page was left; undefined before. */
  readonly findEnd: () => number | undefined;
  /** Aborts the signal without a trace in the life. */
  readonly leave: () => void;
  readonly describe: () => Pick<Life, 'reports' | 'results' | 'endings' | 'switchedAt' | 'unmountedAt'>;
}

export interface RunsOptions {
  readonly client: Client;
  readonly plan: LifePlan;
  readonly world: PlayedWorld;
  readonly fetch: ClientRun['fetch'];
  readonly getUrls: (run: number) => Pick<ClientRun, 'baseUrl' | 'waitUrl'>;
  readonly now: () => number;
  /** Called when a run reports or ends. */
  readonly onUse: () => void;
}

export function createRuns({ client, plan, world, fetch, getUrls, now, onUse }: RunsOptions): Runs {
  const { jobs } = world;
  const reports: StatusReport[] = [];
  const results: ResultsReport[] = [];
  const endings: (Ending | undefined)[] = jobs.map(() => undefined);
  // With a switch, the first run follows the second job too.
  const second = plan.switchAt === undefined ? undefined : jobs[1];
  const running = new Set([...jobs.keys()].filter((run) => second === undefined || run !== 1));
  const left = new globalThis.AbortController();
  let turn: ((jobId: string) => void) | undefined;
  let lastEndedAt = 0;
  let unmountedAt: number | undefined;
  let switchedAt: number | undefined;
  const end = (run: number, ending: Ending): void => {
    onUse();
    running.delete(run);
    lastEndedAt = now();
    endings[run] = ending;
  };
  const getFollowed = () => (second === undefined ? {} : { followed: switchedAt === undefined ? 0 : 1 });
  const createRun = (run: number, jobId: string): ClientRun => ({
    ...getUrls(run),
    token: user.token,
    jobId,
    fetch,
    signal: left.signal,
    onStatus: (shown) => {
      onUse();
      reports.push({ at: now(), run, ...getFollowed(), ...readStatus(shown) });
    },
    onResults: (rows) => {
      onUse();
      const list = Array.isArray(rows) ? rows : [];
      results.push({ at: now(), run, ...getFollowed(), jobs: world.findJobsOfRows(list), rows: list.length });
    },
    onSwitch: (given) => {
      onUse();
      if (run === 0) turn = given;
    },
  });
  const startRun = async (run: number, jobId: string): Promise<void> => {
    try {
      const returned = await client(createRun(run, jobId));
      const status = typeof returned === 'string' ? returned : toMap(returned)['status'];
      end(run, { kind: 'returned', at: now(), ...(typeof status === 'string' ? { status } : {}) });
    } catch (error) {
      end(run, { kind: 'threw', at: now(), reason: toReason(error) });
    }
  };
  const unmount = (): void => {
    unmountedAt ??= now();
    left.abort();
  };
  return {
    start: () => {
      for (const run of running) void startRun(run, jobs[run] ?? '');
    },
    unmount,
    turn: () => {
      if (!running.has(0)) return;
      if (turn === undefined || second === undefined) {
        unmount();
        return;
      }
      switchedAt = now();
      turn(second);
    },
    isRunning: (run) => running.has(run),
    signal: left.signal,
    hasLeft: () => left.signal.aborted,
    findEnd: () => unmountedAt ?? (running.size === 0 ? lastEndedAt : undefined),
    leave: () => left.abort(),
    describe: () => ({
      reports,
      results,
      endings: second === undefined ? [...endings] : endings.slice(0, 1),
      ...(switchedAt === undefined ? {} : { switchedAt }),
      ...(unmountedAt === undefined ? {} : { unmountedAt }),
    }),
  };
}

function readStatus(shown: unknown): Pick<StatusReport, 'status' | 'jobId' | 'updatedAt'> {
  if (typeof shown !== 'object' || shown === null) return { status: String(shown) };
  const { status, job_id: jobId, updated_at: updatedAt } = shown as Readonly<Record<string, unknown>>;
  return {
    ...(typeof jobId === 'string' ? { jobId } : {}),
    status: String(status),
    ...(typeof updatedAt === 'string' ? { updatedAt } : {}),
  };
}

/** What was thrown, for people. */
export function toReason(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { name, message } = error as { readonly name?: unknown; readonly message: unknown };
    return typeof name === 'string' ? `${name}: ${String(message)}` : String(message);
  }
  return String(error);
}
