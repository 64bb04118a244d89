/** Deletes a job, and takes that back. */
import type { WorldJob } from '../../domain/job.ts';
import type { App } from '../state/app.ts';
import { formatShortId } from '../state/formats.ts';

/** The notice has an undo: the job continues as if it had never been deleted, whatever happened since. */
export async function deleteJob(app: App, { id }: WorldJob): Promise<void> {
  const deleted = await app.change('DELETE', `jobs/${id}`);
  if (!deleted.ok) return;
  app.notices.add({ kind: 'done', text: `Job ${formatShortId(id)} is deleted.` });
}
