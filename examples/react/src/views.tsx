/** Tables and messages; they know neither the API nor the polling. */
import type { Job, ResultPage } from './data.ts';

export function JobRows({
  jobs,
  open,
}: {
  readonly jobs: readonly Job[];
  readonly open: (id: string) => void;
}) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Job</th>
          <th scope="col">Status</th>
          <th scope="col">Submitted</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map(({ job_id: id, status, submitted_at: at }) => (
          <tr key={id}>
            <td>
              <button type="button" className="link" onClick={() => open(id)}>
                {id.slice(0, 8)}
              </button>
            </td>
            <td>
              <span className="status" data-status={status}>
                {status}
              </span>
            </td>
            <td>
              <time dateTime={at}>{ago(at)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Records({ page }: { readonly page: ResultPage }) {
  const names = new Set(page.data.flatMap((record) => Object.keys(record)));
  const columns = [...names].filter((name) => page.data.some((record) => (record[name] ?? '') !== ''));
  const rows = page.data.map((record, place) => ({ record, key: `${page.page}-${place}` }));
  return (
    <section className="wide" aria-label="Results">
      <p>{page.total_records} records</p>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name.replaceAll('_', ' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ record, key }) => (
            <tr key={key}>
              {columns.map((name) => (
                <td key={name}>{record[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Trouble({ error }: { readonly error: Error | undefined }) {
  return error === undefined ? null : <p role="alert">{error.message}</p>;
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

function ago(instant: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(instant)) / 1000));
  const [unit, length] = units.find(([, least]) => seconds >= least) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  return format.format(-Math.floor(seconds / length), unit);
}
