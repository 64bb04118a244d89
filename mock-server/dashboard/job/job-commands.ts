/** What the palette can do to the selected job. */
import type { WorldJob } from '../../domain/job.ts';
import type { App } from '../state/app.ts';
import type { Command } from '../state/command.ts';
import { deleteJob } from './delete-job.ts';

export function createJobCommands(app: App): readonly Command[] {
  const post = (path: string) => (job: WorldJob) => void app.change('POST', `jobs/${job.id}/${path}`, {});
  const commands = [
    { name: 'Pause the selected job', act: post('pause') },
    { name: 'Resume the selected job', act: post('resume') },
    { name: 'Let the selected job fail', act: post('fail') },
    { name: 'Delete the selected job', act: (job: WorldJob) => void deleteJob(app, job) },
  ];
  return commands.map(({ name, act }) => ({ name, run: () => runWithJob(app, act) }));
}

function runWithJob(app: App, act: (job: WorldJob) => void): void {
  const job = app.selectedJob.peek();
  if (app.moment.peek() !== undefined)
    app.notices.add({ kind: 'problem', text: 'The past cannot be changed. Show the present first.' });
  else if (job === undefined) app.notices.add({ kind: 'problem', text: 'Select a job first.' });
  else act(job);
}
