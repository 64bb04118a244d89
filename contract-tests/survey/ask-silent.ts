/** Requests once more what was never answered, to tell an operation or a job that never responds from a short outage. */
import { findSilentGroups, type SilentGroup } from '../evidence/silence.ts';
import type { Asker } from './asker.ts';

/** Of each operation, at most so many jobs. */
const maxJobs = 2;
/** The time that an outage gets to end, in milliseconds. */
const pauseMs = 2000;

export async function askSilentAgain(asker: Asker): Promise<void> {
  const { surveyor, wait, onProgress } = asker;
  const silent = selectGroups(findSilentGroups([...surveyor.exchanges]));
  if (silent.length === 0) return;
  onProgress(
    'checking again',
    `${silent.length} ${silent.length === 1 ? 'request' : 'requests'} without a response`,
  );
  await wait(pauseMs);
  for (const { operationId, exchanges } of silent) {
    const [first] = exchanges;
    if (first === undefined) continue;
    const { jobId, request } = first;
    await surveyor.ask({
      tag: 'silent-again',
      operationId,
      ...(jobId === undefined ? {} : { jobId }),
      url: request.url,
      credential: asker.caller,
    });
  }
}

function selectGroups(groups: readonly SilentGroup[]): readonly SilentGroup[] {
  return groups.filter(
    ({ operationId }, index) =>
      groups.slice(0, index).filter((one) => one.operationId === operationId).length < maxJobs,
  );
}
