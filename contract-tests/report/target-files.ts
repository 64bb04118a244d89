/** Creates the files about a target for the report folder: its profile, and its drift from the document. */
import type { Spec } from '../../openapi/spec.ts';
import { createOverlay } from './overlay.ts';
import { createProfile } from './profile.ts';
import type { JudgedRun } from './run.ts';

/** The names of the files. */
export const calibrationFiles = ['profile.yaml', 'drift.overlay.yaml'] as const;

/** @returns the text of each file by name; undefined for a file that must not exist */
export async function formatTargetFiles(
  run: JudgedRun,
  { document }: Spec,
): Promise<Readonly<Record<string, string | undefined>>> {
  const { formatYaml } = await import('./yaml-text.ts');
  const { drift = [], evidence, startedAt } = run;
  return {
    'profile.yaml': formatYaml(
      'Start a mock that behaves like this target: enrichment-sandbox mock --profile profile.yaml',
      createProfile(run),
    ),
    // Otherwise the file of an earlier run would remain.
    'drift.overlay.yaml':
      drift.length === 0
        ? undefined
        : formatYaml(
            'Observed, but not in the document. No tool applies this overlay: accept what is correct, and give the reason in the document.',
            createOverlay(drift, document, evidence.target.baseUrl, startedAt),
          ),
  };
}
