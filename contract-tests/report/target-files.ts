/** What was learnt of a target, as files for the report folder: its profile, and its drift from the document. */
import type { Spec } from '../../openapi/spec.ts';
import { createOverlay } from './overlay.ts';
import { createProfile } from './profile.ts';
import type { JudgedRun } from './run.ts';

/** The names of the files. */
export const calibrationFiles = ['profile.yaml', 'drift.overlay.yaml'] as const;

/** @returns the texts by the names of their files; undefined for one that must not be there */
export async function formatTargetFiles(
  run: JudgedRun,
  { document }: Spec,
): Promise<Readonly<Record<string, string | undefined>>> {
  const { formatYaml } = await import('./yaml-text.ts');
  const { drift = [], evidence, startedAt } = run;
  return {
    'profile.yaml': formatYaml(
      'Start a mock that answers alike: enrichment-sandbox mock --profile profile.yaml',
      createProfile(run),
    ),
    // That of an earlier run would be taken for this one's.
    'drift.overlay.yaml':
      drift.length === 0
        ? undefined
        : formatYaml(
            'What was seen and is not in the document. Nothing applies it: accept what is right, and say in the document why.',
            createOverlay(drift, document, evidence.target.baseUrl, startedAt),
          ),
  };
}
