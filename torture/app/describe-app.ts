/** Makes the life of an app from what the stage has noted, in the time of the world. */
import type { AppLife, PlayedMoment } from './app-life.ts';
import type { Stage } from './stage.ts';

export interface Noted {
  /** The index of the document in which the life begins. */
  readonly first: number;
  readonly moments: readonly PlayedMoment[];
  readonly toStatus: (text: string) => string | undefined;
  readonly endedBy: AppLife['endedBy'];
}

export async function describeApp(
  stage: Stage,
  { first, moments, toStatus, endedBy }: Noted,
): Promise<AppLife> {
  const { plan, world, documents, traffic, agenda } = stage;
  const [job] = world.listJobs();
  if (job === undefined) throw new Error('The life has no job.');
  const toWorldTime = (at: number) => at - stage.toPageTime(0);
  return {
    plan,
    job,
    documents: documents.slice(first).map(({ shown, errors, ...document }) => ({
      ...document,
      shown: shown.map(({ at, text }) => {
        const status = toStatus(text);
        return { at: toWorldTime(at), text, ...(status === undefined ? {} : { status }) };
      }),
      errors: errors.map((error) => ({ ...error, at: toWorldTime(error.at) })),
    })),
    requests: traffic.requests.flatMap((request) =>
      request.document < first ? [] : [{ ...request, document: request.document - first }],
    ),
    moments,
    advice: await world.getAdvice(traffic.entries),
    endedAt: agenda.now(),
    endedBy,
  };
}
