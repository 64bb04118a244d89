/** The model of one job, made from the document's life cycle: the statuses it may have, and what each call does to them. */
import type { LifeCycleData, TransitionCause } from '../../openapi/document.ts';
import type { Action } from './sequence.ts';

/** A set of internal statuses, and of "not submitted yet", as bits. */
export type States = number;

export interface JobModel {
  /** Before the submission. */
  readonly absent: States;
  /** The statuses of a new job. */
  readonly created: States;
  /** The statuses after any number of moves of the pipeline, none included. */
  readonly pass: (states: States) => States;
  /** Keeps the statuses that the API shows as this one. */
  readonly show: (states: States, apiStatus: string) => States;
  /** Keeps the statuses with results, or those without. */
  readonly serve: (states: States, hasResults: boolean) => States;
  /** Moves the statuses in which the action is possible, and drops the others. */
  readonly accept: (states: States, action: Action) => States;
  /** Keeps the statuses in which the action is not possible. */
  readonly refuse: (states: States, action: Action) => States;
  /** The API statuses of a set. */
  readonly listApiStatuses: (states: States) => readonly string[];
  /** The API statuses in which an action is possible. */
  readonly statusesBefore: (action: Action) => readonly string[];
  /** Whether a job with the first API status may get the second one without any call. */
  readonly mayComeByItself: (from: string, to: string) => boolean;
  /** Whether a job with this API status keeps it forever, whatever is called. */
  readonly isFinal: (apiStatus: string) => boolean;
}

/** The moves that no call causes. */
const hiddenCauses: ReadonlySet<TransitionCause> = new Set(['time', 'failure']);

export function createJobModel(data: LifeCycleData): JobModel {
  const names = Object.keys(data['internal-statuses']);
  const bits = new Map(names.map((name, index) => [name, 1 << index]));
  const getBit = (name: string): States => bits.get(name) ?? 0;
  const absent = 1 << names.length;
  const collect = (isIn: (name: string) => boolean): States =>
    names.filter(isIn).reduce((states, name) => states | getBit(name), 0);
  const getApiStatus = (name: string) => data['internal-statuses'][name]?.['api-status'] ?? '';
  const moves = data.transitions.map(({ from, to, cause }) => ({
    from: getBit(from),
    to: getBit(to),
    cause,
  }));
  const hidden = moves.filter(({ cause }) => hiddenCauses.has(cause));
  const shown = new Map(
    Object.keys(data['api-statuses']).map((status) => [
      status,
      collect((name) => getApiStatus(name) === status),
    ]),
  );
  const withResults = collect((name) => data['api-statuses'][getApiStatus(name)]?.['has-results'] === true);
  const step = (states: States, some: typeof moves): States =>
    some.reduce((sum, { from, to }) => ((states & from) === 0 ? sum : sum | to), 0);
  const before = (action: Action): States =>
    moves.reduce((sum, { from, cause }) => (cause === action ? sum | from : sum), 0);
  const listApiStatuses = (states: States) =>
    [...shown].filter(([, some]) => (states & some) !== 0).map(([status]) => status);
  const spread = (start: States, some: typeof moves): States => {
    let states = start;
    for (let more = states | step(states, some); more !== states; more = states | step(states, some))
      states = more;
    return states;
  };

  return {
    absent,
    created: collect((name) => data['internal-statuses'][name]?.initial === true),
    pass: (states) => spread(states, hidden),
    show: (states, apiStatus) => states & (shown.get(apiStatus) ?? 0),
    serve: (states, hasResults) => states & (hasResults ? withResults : ~withResults & ~absent),
    accept: (states, action) =>
      step(
        states,
        moves.filter(({ cause }) => cause === action),
      ),
    refuse: (states, action) => states & ~before(action) & ~absent,
    listApiStatuses,
    statusesBefore: (action) => listApiStatuses(before(action)),
    mayComeByItself: (from, to) => (spread(shown.get(from) ?? 0, hidden) & (shown.get(to) ?? 0)) !== 0,
    isFinal: (apiStatus) => {
      const some = shown.get(apiStatus);
      return some !== undefined && (spread(some, moves) & ~some) === 0;
    },
  };
}
