/** Plays lives for tests. */
import type { Client, ClientRun } from '../../life/client.ts';
import type { Life } from '../../life/life.ts';
import type { LifePlan, PlannedJob } from '../../life/plan.ts';
import { defaultPlan, type GivenPlan } from '../../life/read-plan.ts';
import { createPlayer } from '../create-player.ts';

export const createPlan = (given: GivenPlan): LifePlan => ({ ...defaultPlan, ...given });

export async function play(client: Client, given: GivenPlan = {}): Promise<Life> {
  const { life } = await createPlayer(client).play(createPlan(given));
  return life;
}

/** A life, and what its client noted, each with the time in milliseconds. */
export async function note(
  given: GivenPlan,
  act: (run: ClientRun, add: (text: string) => void) => Promise<unknown>,
): Promise<{ readonly noted: readonly string[]; readonly life: Life }> {
  const noted: string[] = [];
  const life = await play(async (run) => {
    await act(run, (text) => noted.push(`${globalThis.performance.now()} ${text}`));
  }, given);
  return { noted, life };
}

/** A job that is completed after so many seconds. */
export const takes = (seconds: number): PlannedJob => ({
  scenario: {
    steps: [
      { status: 'Uploading', takes: '1s' },
      { status: 'Draft', takes: `${seconds - 2}s` },
      { status: 'Enrichment Started', takes: '1s' },
      { status: 'Enrichment Completed', takes: '1s' },
      { status: 'Enhancement Completed' },
    ],
  },
  rows: 3,
});
