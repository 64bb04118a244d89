/** The exact JSON that the API returns for the job at the moment that is shown; it causes no request. */
import { toVisible } from '../../../text/visible.ts';
import type { WorldJob } from '../../domain/job.ts';
import { toApiPath } from '../state/api-url.ts';
import { useApp } from '../state/use-app.ts';
import { formatStatusBody } from './status-body.ts';

export function JobBody({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.epoch.value;
  const { model } = app;
  const owner = app.shown.value.fixture.users.find(({ name }) => name === job.owner);
  const lock = owner?.expired === true ? 'has expired' : owner?.active === false ? 'is inactive' : undefined;
  const hasFaults = app.shown.value.faults.length > 0;
  return (
    <section class="job-part" aria-labelledby="job-json">
      <h3 id="job-json">What the API returns</h3>
      <p class="mono label job-request">GET /{toApiPath('getStatus', [job.id], model)}</p>
      <pre class="job-json" aria-label="JSON of the job" tabIndex={0}>
        {formatStatusBody(job, app.readNow(), model)}
      </pre>
      {lock === undefined ? undefined : (
        <p class="job-warning">
          The token of {toVisible(job.owner)} {lock}, so a request with it gets an error instead.
        </p>
      )}
      {hasFaults ? <p class="label">The active faults of this world may change the response.</p> : undefined}
    </section>
  );
}
