/** Judges the history of a world: in parts that do not depend on each other, each of which must be linearizable. */
import { type Action, type Exchange, getMember, getText, isKnown, isReading, parseBody } from './history.ts';
import { checkLinearizable, type Operation, type SequentialModel } from './linearizable.ts';
import {
  createClockModel,
  createListModel,
  createWalletModel,
  type JobInput,
  jobModel,
  type ListInput,
  type Shown,
  type WalletInput,
} from './models.ts';
import { maxContacts } from './requests.ts';

export interface HistoryVerdict {
  /** How many parts there were. */
  readonly parts: number;
  readonly wrong: readonly string[];
  /** The parts for which the search was given up. */
  readonly unknown: readonly string[];
}

/** What a world was like at its beginning. */
export interface WorldStart {
  /** Milliseconds. */
  readonly now: number;
  /** Of the user who spends. */
  readonly balance: number;
  /** The jobs of the user who submits. */
  readonly jobs: ReadonlySet<string>;
}

/** @param exchanges of a world with a frozen clock */
export function judgeHistory(
  exchanges: readonly Exchange[],
  start: WorldStart,
  maxSteps?: number,
): HistoryVerdict {
  const told = exchanges.filter((one) => isKnown(one) || !isReading(one));
  const wrong: string[] = [];
  const unknown: string[] = [];
  let parts = 0;
  const judge = <State, Input>(
    name: string,
    model: SequentialModel<State, Input, Shown>,
    toStep: (exchange: Exchange) => Step<Input> | undefined,
  ): void => {
    const steps = told.flatMap((exchange) => {
      const step = toStep(exchange);
      return step === undefined ? [] : [{ exchange, operation: toOperation(exchange, step) }];
    });
    parts += 1;
    const verdict = checkLinearizable(
      steps.map(({ operation }) => operation),
      model,
      maxSteps,
    );
    if (verdict.kind === 'unknown') unknown.push(name);
    if (verdict.kind !== 'wrong') return;
    const stuck = verdict.stuck.flatMap((index) => steps[index]?.exchange ?? []);
    wrong.push(
      `The history of ${name} is not linearizable: after ${verdict.order.length} of ${steps.length} operations, none of these can follow:\n${stuck.map(formatExchange).join('\n')}`,
    );
  };

  for (const job of listJobs(told)) judge(`job ${job}`, jobModel, (one) => toJobStep(one, job));
  judge('the clock', createClockModel(start.now), toClockStep);
  const lists = told.flatMap((one) => {
    const shown = one.action.kind === 'list' ? toListStep(one, start.jobs)?.value : undefined;
    return typeof shown === 'string' ? [shown.split(' ').filter(Boolean)] : [];
  });
  judge('the list', createListModel(lists), (one) => toListStep(one, start.jobs));
  judge('the credits', createWalletModel(start.balance), toWalletStep);
  return { parts, wrong, unknown };
}

interface Step<Input> {
  readonly input: Input;
  /** What a known response shows besides its status. */
  readonly value?: unknown;
}

function toOperation<Input>(exchange: Exchange, { input, value }: Step<Input>): Operation<Input, Shown> {
  const { start, end, reply } = exchange;
  if (!isKnown(exchange) || reply === undefined || end === undefined) return { start, input };
  return { start, end, input, output: { status: reply.status, ...(value === undefined ? {} : { value }) } };
}

/** The jobs that a worker's submission made, or that anybody wanted something from. */
function listJobs(exchanges: readonly Exchange[]): ReadonlySet<string> {
  return new Set(
    exchanges.flatMap(({ action, reply }) => {
      if (action.kind === 'submit') return reply?.status === 201 ? [getMadeJob(reply)] : [];
      return 'job' in action && action.kind !== 'refund' ? [action.job] : [];
    }),
  );
}

const getMadeJob = (reply: Exchange['reply']): string =>
  reply === undefined ? '' : getText(parseBody(reply), 'job_id');

function toJobStep({ action, reply }: Exchange, job: string): Step<JobInput> | undefined {
  const body = reply === undefined ? undefined : parseBody(reply);
  switch (action.kind) {
    case 'submit': {
      const made = reply?.status === 201 ? getMadeJob(reply) : undefined;
      const isOther = made !== undefined && made !== job;
      return isOther ? undefined : { input: { kind: 'submit' } };
    }
    case 'list':
      return { input: { kind: 'list' }, value: findListed(body, job) };
    case 'advance':
      return { input: { kind: 'advance', by: action.by } };
    case 'status':
    case 'pause':
    case 'resume':
      return action.job === job
        ? { input: { kind: action.kind }, value: getMember(body, 'status') }
        : undefined;
    case 'fail':
    case 'undelete':
      return action.job === job
        ? { input: { kind: action.kind }, value: getMember(body, 'api_status') }
        : undefined;
    case 'results':
    case 'delete':
      return action.job === job ? { input: { kind: action.kind } } : undefined;
    default:
      return undefined;
  }
}

const listEntries = (body: unknown): readonly unknown[] => (Array.isArray(body) ? body : []);

function findListed(body: unknown, job: string): unknown {
  const found = listEntries(body).find((one) => getMember(one, 'job_id') === job);
  return found === undefined ? 'absent' : getMember(found, 'status');
}

function toClockStep({ action, reply }: Exchange): Step<{ readonly by: number }> | undefined {
  if (action.kind !== 'advance' && action.kind !== 'clock') return undefined;
  const now = reply === undefined ? '' : getText(parseBody(reply), 'now');
  return {
    input: { by: action.kind === 'advance' ? action.by : 0 },
    ...(now === '' ? {} : { value: Date.parse(now) }),
  };
}

function toListStep({ action, reply }: Exchange, old: ReadonlySet<string>): Step<ListInput> | undefined {
  const { kind } = action;
  if (kind === 'submit') {
    if (reply?.status !== 201) return { input: { kind } };
    return { input: { kind, job: getMadeJob(reply) } };
  }
  if (kind === 'delete' || kind === 'undelete') return { input: { kind, job: action.job } };
  if (kind !== 'list') return undefined;
  const ids = listEntries(reply === undefined ? undefined : parseBody(reply))
    .map((one) => getText(one, 'job_id'))
    .filter((id) => !old.has(id));
  return { input: { kind }, value: ids.join(' ') };
}

function toWalletStep({ action, reply }: Exchange): Step<WalletInput> | undefined {
  const body = reply === undefined ? undefined : parseBody(reply);
  if (action.kind === 'spend') {
    const cost = action.rows * maxContacts;
    if (reply?.status === 201) return { input: { kind: 'spend', cost, job: getMadeJob(reply) } };
    return { input: { kind: 'spend', cost }, value: getMember(body, 'balance') };
  }
  if (action.kind === 'refund')
    return { input: { kind: 'refund', job: action.job }, value: getMember(body, 'api_status') };
  if (action.kind !== 'credits') return undefined;
  const carol = listEntries(body).find((one) => getMember(one, 'name') === 'carol');
  return { input: { kind: 'credits' }, value: getMember(carol, 'balance') };
}

/** One line for people. */
export function formatExchange({ client, process, action, start, end, reply }: Exchange): string {
  const when = `${start}-${end ?? '?'}`.padEnd(14);
  const what = `client ${client}, process ${process}: ${formatAction(action)}`.padEnd(64);
  const outcome =
    reply === undefined
      ? 'no response'
      : `${reply.status} ${reply.body.replaceAll(/\s+/gu, ' ').slice(0, 160)}`;
  return `  ${when} ${what} ${outcome}`;
}

const formatAction = ({ kind, ...others }: Action): string =>
  [
    kind,
    ...Object.values(others).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
  ].join(' ');
