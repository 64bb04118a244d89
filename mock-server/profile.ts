/** The effect of a profile on a mock: readings that flags can override, and the delay of responses. */
import { UsageError } from '../command-line/command.ts';
import type { Questions } from '../openapi/questions.ts';
import type { Duration } from '../time/time.ts';
import type { MockProfile } from './fixtures/read-profile.ts';
import type { MockOptions } from './options.ts';

/** @throws ComplaintsError with the mistakes of the file */
export async function loadProfile(file: string | undefined, questions: Questions): Promise<MockProfile> {
  if (file === undefined) return { readings: {} };
  const [{ readProfile }, { readText }] = await Promise.all([
    import('./fixtures/read-profile.ts'),
    import('../openapi/load-spec.ts'),
  ]);
  return readProfile(readText(file), file, questions);
}

/** Those of the profile first, so that those of the command line win; each as `question=reading`. */
export function mergeReadings(
  { readings }: MockProfile,
  { reading = [], drf }: MockOptions['given'],
  questions: Questions,
): readonly string[] {
  // What follows from the version that was asked for is not to be overruled by what was seen of another.
  const version = drf === undefined ? undefined : questions['framework-version']?.readings[drf];
  const settled = drf === undefined ? [] : ['framework-version', ...Object.keys(version?.implies ?? {})];
  const seen = Object.entries(readings).filter(([id]) => !settled.includes(id));
  return [...seen.map(([id, name]) => `${id}=${name}`), ...reading];
}

/** @throws UsageError when the profile is to say it, and does not */
export function chooseLatency(
  { latency: flag, profile: file }: MockOptions['given'],
  asked: Duration | undefined,
  { latency }: MockProfile,
): Duration | undefined {
  if (flag !== 'profile') return asked;
  if (latency === undefined)
    throw new UsageError(
      file === undefined
        ? '--latency profile needs a profile: give --profile FILE.'
        : `--latency profile: ${file} does not define a latency. Add "latency: {typical: 120ms}" to it, or give --latency a duration.`,
    );
  return latency;
}
