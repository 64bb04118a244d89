/** To be made: the lanes of the jobs. For now a list. */
import { computeJobState } from '../../domain/job.ts';
import { formatShortId } from '../state/formats.ts';
import { useApp } from '../state/use-app.ts';

export function LanesView() {
  const app = useApp();
  void app.epoch.value;
  return (
    <ul>
      {app.jobs.value.slice(0, 50).map((job) => (
        <li key={job.id}>
          <button type="button" onClick={() => app.openJob(job.id)}>
            {formatShortId(job.id)}
          </button>{' '}
          {computeJobState(job, app.readNow(), app.model.spec.lifeCycle).internalStatus}
        </li>
      ))}
    </ul>
  );
}
