/** The effect of a profile on a mock: readings that flags can override, and the delay of responses. */
import { UsageError } from '../../command-line/command.ts';
import type { Questions } from '../../openapi/questions.ts';
import type { Duration } from '../../time/time.ts';
import type { MockProfile } from '../fixtures/read-profile.ts';
import { type MockOptions, nameMockOption } from './options.ts';

/** @throws ComplaintsError with the mistakes of the file */
export async function loadProfile(file: string | undefined, questions: Questions): Promise<MockProfile> {
  if (file === undefined) return { readings: {} };
  const [{ readProfile }, { readText }] = await Promise.all([
    import('../fixtures/read-profile.ts'),
    import('../../openapi/load-spec.ts'),
  ]);
  return readProfile(readText(file), file, questions);
}

/** Those of the profile first, so that those of the command line win; each as `question=reading`. */
export function mergeReadings(
  { readings }: MockProfile,
  { chosenReadings, drf }: Pick<MockOptions, 'chosenReadings' | 'drf'>,
  questions: Questions,
): readonly string[] {
  // The implications of the chosen version take precedence over a profile of another version.
  const version = drf === undefined ? undefined : questions['framework-version']?.readings[drf];
  const settled = drf === undefined ? [] : ['framework-version', ...Object.keys(version?.implies ?? {})];
  const seen = Object.entries(readings).filter(([id]) => !settled.includes(id));
  return [...seen.map(([id, name]) => `${id}=${name}`), ...chosenReadings];
}

/** @throws UsageError when the profile is to say it, and does not */
export function chooseLatency(options: MockOptions, { latency }: MockProfile): Duration | undefined {
  const { answerTime, profileFile } = options;
  if (answerTime !== 'profile') return answerTime;
  if (latency !== undefined) return latency;
  const name = nameMockOption(options, 'answerTime');
  throw new UsageError(
    profileFile === undefined
      ? `${name} is "profile", which needs a profile: give ${nameMockOption(options, 'profileFile')}.`
      : `${name} is "profile", and ${profileFile} does not define a latency. Add "latency: {typical: 120ms}" to it, or give ${name} a duration.`,
  );
}
