/** Entry point of `enrichment-sandbox/torture`: searches for the life that breaks a polling client. */
export type { Client, ClientRun, ShownJob } from './life/client.ts';
export type { Life } from './life/life.ts';
export type { LifePlan } from './life/plan.ts';
export type { Played, Player } from './play/player.ts';
export type { CustomRule, Rule, Violation } from './rules/rule.ts';
