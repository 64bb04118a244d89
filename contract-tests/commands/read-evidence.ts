/** Reads what `contract judge` judges: the evidence of a run, or the HAR of an app. */
import { UsageError } from '../../command-line/command.ts';
import { maxEvidenceBytes, readJsonFile } from '../../files/read-file.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { parseEvidence } from '../evidence/read-har.ts';
import { isAppHar, readAppHar } from './read-app-har.ts';

/** The evidence of a run, or of the traffic of an app. @throws UsageError, and NothingToJudge without a request of the API */
export function readEvidence(file: string, spec: Spec, baseUrl: string | undefined): Evidence {
  const har = readJsonFile(file, { maxBytes: maxEvidenceBytes });
  if (isAppHar(har)) return readAppHar(har, file, spec, baseUrl);
  if (baseUrl !== undefined)
    throw new UsageError(
      `--base-url is for the HAR of an app, but ${file} is the evidence of a run, which names its target.`,
    );
  return toEvidence(har, file);
}

/** @throws UsageError when the file was damaged */
function toEvidence(har: unknown, file: string): Evidence {
  try {
    return parseEvidence(har);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
