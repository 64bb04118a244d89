/** Changes names in responses of a team's mock: full names of worlds for the operator, tokens with their key for the team. */
import type { ControlOutcome } from '../control/outcome.ts';
import { toFullName } from './scoped-store.ts';
import { addKey } from './team-token.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** For the operator: a world's own name, and that of its clock, with the team. */
export function qualifyNames(outcome: ControlOutcome, team: string, world: string): ControlOutcome {
  const full = toFullName(team, world);
  if ('remedy' in outcome) {
    const { send = '', ...remedy } = outcome.remedy;
    return { ...outcome, remedy: { ...remedy, send: send.replace('/worlds/', `/worlds/${team}/`) } };
  }
  if (!('body' in outcome) || !isFields(outcome.body)) return outcome;
  const qualifyClock = (view: Fields): Fields => (view['world'] === world ? { ...view, world: full } : view);
  const { body } = outcome;
  const { name, clock } = body;
  if (name === world && isFields(clock))
    return { ...outcome, body: { ...body, name: full, clock: qualifyClock(clock) } };
  return { ...outcome, body: qualifyClock(body) };
}

/** For a program of the team: the tokens that it can use as they are. */
export function addKeyToUsers(outcome: ControlOutcome, key: string): ControlOutcome {
  if (!('body' in outcome) || !Array.isArray(outcome.body)) return outcome;
  const users: readonly unknown[] = outcome.body;
  return {
    ...outcome,
    body: users.map((user) =>
      isFields(user) && typeof user['token'] === 'string'
        ? { ...user, token: addKey(user['token'], key) }
        : user,
    ),
  };
}

/** For a team: why a store is down names its address, which is only for the operator. */
export function hideStore(outcome: ControlOutcome): ControlOutcome {
  if (!('body' in outcome) || !isFields(outcome.body) || !isFields(outcome.body['store'])) return outcome;
  const { reason: _, ...store } = outcome.body['store'];
  return { ...outcome, body: { ...outcome.body, store } };
}
