/** Deletes a job, and takes that back. */
import type { WorldJob } from '../../domain/job.ts';
import type { App } from '../state/app.ts';
import { formatShortId } from '../../../page-parts/formats.ts';

/** The notice has an undo: the job continues as if it had never been deleted, whatever happened since. */
export async function deleteJob(app: App, { id }: WorldJob): Promise<void> {
  const deleted = await app.change('DELETE', `jobs/${id}`);
  if (!deleted.ok) return;
  const world = app.world.peek();
  app.notices.add({
    kind: 'done',
    text: `Job ${formatShortId(id)} is deleted. Undo brings it back as if it had been there all the time; everything else that happens in between stays.`,
    undo: () => void undeleteJob(app, world, id),
  });
}

/** In the world of the job, whatever the page shows by then. */
export async function undeleteJob(app: App, world: string, id: string): Promise<void> {
  const restored = await app.control.call('POST', `worlds/${world}/jobs/${id}/undelete`, {});
  if (!restored.ok) app.notices.add({ kind: 'problem', text: restored.reason });
  else if (world === app.world.peek()) app.show({ job: id });
}
