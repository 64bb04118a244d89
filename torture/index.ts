/** Entry point of `enrichment-sandbox/torture`: searches for the life that breaks a polling client. */
import { createTortureWith } from './create-torture.ts';
import { createPlayer } from './play/create-player.ts';

export const { torture, findFailure } = createTortureWith((client) => createPlayer(client));

export type { Tortured, Unsteady } from './find-failure.ts';
export type { Client, ClientRun, ShownJob } from './life/client.ts';
export type { Life } from './life/life.ts';
export type { LifePlan } from './life/plan.ts';
export type { GivenPlan } from './life/read-plan.ts';
export type { TortureOptions } from './options.ts';
export type { Played, Player } from './play/player.ts';
export type { Drawn, Finding } from './report/finding.ts';
export type { CustomRule, Rule, Violation } from './rules/rule.ts';
export { TortureError, UnsteadyClientError } from './torture-error.ts';
