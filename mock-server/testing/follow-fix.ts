/** Sends the request that a refusal of the control API suggests. */
import { formatContent } from '../control/content.ts';
import type { ControlOutcome } from '../control/outcome.ts';
import type { Engine } from '../engine.ts';

export interface Fix {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** The fix of a refusal; undefined for another outcome. @throws if the refusal has none */
export function getFix(outcome: ControlOutcome): Fix | undefined {
  if (!('detail' in outcome)) return undefined;
  const { text = '' } = formatContent(outcome);
  const { fix } = JSON.parse(text) as { readonly fix?: Partial<Fix> };
  if (fix?.method === undefined || fix.path?.startsWith('/__mock__/') !== true)
    throw new Error(`The refusal has no fix: ${text}`);
  return fix as Fix;
}

/**
 * Follows the fix of a refusal, and that of the next one: a request can have several mistakes.
 * @returns the fixes, unless the last one works. When nothing arrives that a request waits for, it works too.
 */
export async function followFix(
  engine: Pick<Engine, 'control'>,
  outcome: ControlOutcome,
  steps = maxSteps,
): Promise<readonly unknown[]> {
  const fix = getFix(outcome);
  if (fix === undefined || (steps < maxSteps && outcome.status === 408)) return [];
  if (steps === 0) return [fix];
  const { method, path: target, body } = fix;
  const text = body === undefined ? '' : JSON.stringify(body);
  const followed = await engine.control({ method, target, body: text });
  const others = await followFix(engine, followed, steps - 1);
  return others.length === 0 ? [] : [fix, ...others];
}

/** A bad name of a world, a body that the document rejects, names that the world does not have, and what it does not allow. */
const maxSteps = 4;
