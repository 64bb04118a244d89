/** Which jobs are shown: those of one user, with a text, in some statuses. */
import { toVisible } from '../../../text/visible.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import { formatCount } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';

export function Filter() {
  const app = useApp();
  const { lifeCycle } = app.model.spec;
  const statuses = app.statuses.value;
  const count = app.jobs.value.length;
  return (
    <form class="filter" role="search" aria-label="Jobs" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span class="hidden">User</span>
        <select
          value={app.user.value ?? ''}
          onChange={(event) => app.show({ user: event.currentTarget.value || undefined })}
        >
          <option value="">All users</option>
          {app.shown.value.fixture.users.map(({ name }) => (
            <option key={name} value={name}>
              {toVisible(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="hidden">Search by id or scenario</span>
        <input
          type="search"
          placeholder="Id or scenario"
          value={app.search.value}
          onInput={(event) => app.show({ search: event.currentTarget.value })}
        />
      </label>
      {statuses.map((status) => (
        <button
          type="button"
          key={status}
          class="chip"
          aria-label={`Stop filtering by ${toVisible(status)}`}
          onClick={() => app.show({ statuses: statuses.filter((one) => one !== status) })}
        >
          <span
            class={
              lifeCycle.internalStatuses.includes(status)
                ? `dot ${getStatusLook(status, lifeCycle).tone}`
                : 'dot'
            }
          />
          {toVisible(status)} <span aria-hidden="true">✕</span>
        </button>
      ))}
      <output class="filter-count">
        {formatCount(count)} {count === 1 ? 'job' : 'jobs'}
      </output>
    </form>
  );
}
