/** Creates table rows; knows neither the API nor the polling. */
import type { ApiStatus, Job, ResultPage } from './api.ts';

export interface JobRow extends Job {
  /** Known once its results were fetched. */
  readonly records?: number;
}

export type JobAction = 'pause' | 'resume' | 'results' | 'csv';

const labels: Readonly<Record<JobAction, string>> = {
  pause: 'Pause',
  resume: 'Resume',
  results: 'Results',
  csv: 'Download CSV',
};

/** None for a status that only a later version of the API knows. */
const actions: Readonly<Partial<Record<ApiStatus, readonly JobAction[]>>> = {
  queued: [],
  'in-progress': ['pause'],
  paused: ['resume', 'results', 'csv'],
  completed: ['results', 'csv'],
  failed: [],
};

/** The row of a job. What has not changed is not touched, so that focus and screen readers stay where they are. */
export function showJob(body: HTMLTableSectionElement, job: JobRow, place: number): void {
  const known = body.querySelector<HTMLTableRowElement>(`tr[data-job="${job.job_id}"]`);
  const row = known ?? rowFor(job);
  const [, status, , records, buttons] = row.cells;
  if (status !== undefined && status.textContent !== job.status) {
    status.textContent = job.status;
    status.dataset['status'] = job.status;
    const wanted = (actions[job.status] ?? []).map((action) => buttonFor(action, job));
    const hadFocus = buttons?.contains(document.activeElement) === true;
    buttons?.replaceChildren(...wanted);
    if (hadFocus) (wanted[0] ?? body.closest('section'))?.focus();
  }
  if (records !== undefined) records.textContent = job.records?.toString() ?? '';
  if (known === null) body.insertBefore(row, body.rows[place] ?? null);
}

function rowFor({ job_id: id, submitted_at: at }: Job): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.dataset['job'] = id;
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = id.slice(0, 8);
  head.title = id;
  const time = document.createElement('time');
  time.dateTime = at;
  time.textContent = new Date(at).toLocaleString();
  const buttons = cell('');
  buttons.className = 'actions';
  const submitted = cell('Submitted');
  submitted.append(time);
  const status = cell('');
  status.className = 'status';
  row.append(head, status, submitted, cell('Records'), buttons);
  return row;
}

function cell(label: string): HTMLTableCellElement {
  const made = document.createElement('td');
  if (label !== '') made.dataset['label'] = label;
  return made;
}

function buttonFor(action: JobAction, { job_id: id }: Job): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['action'] = action;
  button.textContent = labels[action];
  button.setAttribute('aria-label', `${labels[action]} of job ${id.slice(0, 8)}`);
  return button;
}

/** The records of a page, a column for each field that any of them has. */
export function showRecords(table: HTMLTableElement, { data }: ResultPage): void {
  const columns = [...new Set(data.flatMap(Object.keys))];
  const head = document.createElement('tr');
  for (const name of columns) {
    const made = document.createElement('th');
    made.scope = 'col';
    made.textContent = name.replaceAll('_', ' ');
    head.append(made);
  }
  const rows = data.map((record) => {
    const row = document.createElement('tr');
    for (const name of columns) row.insertCell().textContent = String(record[name] ?? '');
    return row;
  });
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(...rows);
}
