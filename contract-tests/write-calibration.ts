/** Puts what was learnt of a target into the report folder: its profile, and its drift from the document. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Spec } from '../openapi/spec.ts';
import { overlayOf } from './report/overlay.ts';
import { profileOf } from './report/profile.ts';
import type { JudgedRun } from './report/run.ts';

const profile = 'profile.yaml';
const overlay = 'drift.overlay.yaml';

/** The names of the files. */
export const calibrationFiles: readonly string[] = [profile, overlay];

export async function writeCalibration(folder: string, run: JudgedRun, { document }: Spec): Promise<void> {
  const { yamlText } = await import('./report/yaml-text.ts');
  const { drift = [], evidence, startedAt } = run;
  const write = (name: string, about: string, value: unknown) =>
    writeFileSync(join(folder, name), yamlText(about, value));
  write(
    profile,
    'Start a mock that answers alike: enrichment-sandbox mock --profile profile.yaml',
    profileOf(run),
  );
  // That of an earlier run would be taken for this one's.
  if (drift.length === 0) rmSync(join(folder, overlay), { force: true });
  else
    write(
      overlay,
      'What was seen and is not in the document. Nothing applies it: accept what is right, and say in the document why.',
      overlayOf(drift, document, evidence.target.baseUrl, startedAt),
    );
}
