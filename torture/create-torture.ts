/** `torture` as users get it, over a player. */
import { listCoachWarnings } from '../library/coach-rules.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import type { Client } from './life/client.ts';
import type { Player } from './play/player.ts';
import { createRules, learn } from './rules/index.ts';
import { createTorture, type TortureFunctions } from './torture.ts';

const { performance } = globalThis;
// Taken before any life replaces it.
const now = performance.now.bind(performance);

/** With all rules; a seed is drawn unless one is given. */
export function createTortureWith(createPlayer: (client: Client) => Player): TortureFunctions {
  const spec = loadShippedSpec();
  return createTorture({
    createPlayer,
    rules: createRules({ spec, coachRules: listCoachWarnings(spec) }),
    learn: (life) => learn(life, spec),
    now,
    drawSeed: () => crypto.getRandomValues(new Int32Array(1))[0] ?? 0,
    print: (line) => console.log(line),
  });
}
