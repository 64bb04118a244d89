/** Entry point of `enrichment-sandbox/torture`: searches for the life that breaks a polling client. */
import { listCoachWarnings } from '../library/coach-rules.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import { createPlayer } from './play/create-player.ts';
import { createRules, learn } from './rules/index.ts';
import { createTorture } from './torture.ts';

const { performance } = globalThis;
// Taken before any life replaces it.
const now = performance.now.bind(performance);
const spec = loadShippedSpec();

export const { torture, findFailure } = createTorture({
  createPlayer: (client) => createPlayer(client),
  rules: createRules({ spec, coachRules: listCoachWarnings(spec) }),
  learn: (life) => learn(life, spec),
  now,
  drawSeed: () => crypto.getRandomValues(new Int32Array(1))[0] ?? 0,
  print: (line) => console.log(line),
});

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
