/** The same as the diagram, as a table: every status, its jobs, and what follows it. */
import { formatCount } from '../../../page-parts/formats.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import { useApp } from '../state/use-app.ts';
import { formatBasis, formatCause, listStatusRows } from './describe-status.ts';

export function LifeCycleTable() {
  const app = useApp();
  const { document, lifeCycle } = app.model.spec;
  const counts = app.counts.value;
  return (
    <details class="life-details" open>
      <summary>All statuses and transitions</summary>
      <div class="life-table" tabIndex={0} role="region" aria-label="All statuses and transitions">
        <table>
          <thead>
            <tr>
              <th scope="col">Internal status</th>
              <th scope="col">API status</th>
              <th scope="col">Jobs</th>
              <th scope="col">Followed by</th>
            </tr>
          </thead>
          <tbody>
            {listStatusRows(document['x-life-cycle']).map(({ status, apiStatus, traits, leadsTo }) => (
              <tr key={status}>
                <th scope="row">
                  {status} {traits.length > 0 ? <span class="label">{traits.join(', ')}</span> : undefined}
                </th>
                <td>
                  <span class={`badge ${getStatusLook(status, lifeCycle).tone}`}>
                    <span aria-hidden="true">{getStatusLook(status, lifeCycle).mark}</span> {apiStatus}
                  </span>
                </td>
                <td class="life-number">{formatCount(counts.get(status) ?? 0)}</td>
                <td>
                  {leadsTo.length === 0 ? <span class="label">nothing</span> : undefined}
                  <ul>
                    {leadsTo.map((one) => (
                      <li key={`${one.to} ${one.cause}`}>
                        {one.to} {formatCause(one.cause)} <span class="label">({formatBasis(one)})</span>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
