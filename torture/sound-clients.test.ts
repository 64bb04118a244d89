// No life accuses a sound client, in whatever style it is written.
import { sample } from 'fast-check';

import { loadShippedSpec } from '../openapi/shipped.ts';
import { listCoachWarnings } from '../library/coach-rules.ts';
import { createPlanArbitrary } from './chance/plan-arbitrary.ts';
import { scenarioNames } from './chance/scenarios.ts';
import type { LifePlan } from './life/plan.ts';
import { defaultPlan } from './life/read-plan.ts';
import { createPlayer } from './play/create-player.ts';
import { createRules, judge, learn } from './rules/index.ts';
import { soundClients } from './testing/sound-clients.ts';

/** `SEED=n RUNS=n make unit ARGS=sound-clients` plays other lives, and more of them. */
const seed = Number(process.env['SEED'] ?? 1);
const numRuns = Number(process.env['RUNS'] ?? 12);

const spec = loadShippedSpec();
const rules = createRules({ spec, coachRules: listCoachWarnings(spec) });
const plans = sample(createPlanArbitrary({ scenarios: scenarioNames }), { seed, numRuns });
const calm: LifePlan = { ...defaultPlan, jobs: [{ scenario: 'nearly-done', rows: 3 }] };

test.each(Object.entries(soundClients))(`%s keeps all rules (seed ${seed})`, async (_, client) => {
  const player = createPlayer(client);
  const habits = learn((await player.play(calm)).life, spec);
  for (const plan of [calm, ...plans]) {
    const { life } = await player.play(plan);
    const found = judge({ ...life, habits }, rules);
    expect({ plan, found: found.map(({ rule, violation }) => `${rule.name}: ${violation.message}`) }).toEqual(
      {
        plan,
        found: [],
      },
    );
  }
});
