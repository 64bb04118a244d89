/** Resumes the run's own job in any case, even if the user stops the program. */
import { listStatusesBefore } from '../evidence/own-jobs.ts';
import { buildUrl, controlId, getResource, type WritingOptions } from './asker.ts';
import type { OwnJob } from './own-job-reads.ts';

/** A job that is not paused rejects the action. */
export async function resumePausedJob(
  { asker, jobId }: Pick<OwnJob, 'asker' | 'jobId'>,
  { lastClient, say }: WritingOptions,
): Promise<void> {
  const body = JSON.stringify({ csv_file_id: jobId, action: 'resume' });
  const url = buildUrl(asker, controlId);
  const headers = [
    ['Authorization', asker.caller.sent],
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
  ] as const;
  const sent = await lastClient.send({ method: 'POST', url, headers, body });
  if (sent.kind === 'response' && sent.status === 200) return;
  if (sent.kind === 'response' && sent.status === 400) {
    // Either the job is not paused, or it cannot be resumed.
    const seen = await lastClient.send({ method: 'GET', url: getResource(asker, jobId).url, headers });
    const isPaused = [...listStatusesBefore(asker.spec.lifeCycle, 'resume')].some(
      (status) => seen.kind === 'response' && seen.body.includes(`"${status}"`),
    );
    if (seen.kind === 'response' && seen.status === 200 && !isPaused) return;
  }
  const reason = sent.kind === 'response' ? `status ${sent.status}` : sent.reason;
  say(
    `Job ${jobId} may still be paused, because the run could not resume it (${reason}). To resume it, POST ${body} to ${url}`,
  );
}
