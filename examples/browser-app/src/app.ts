/** The page: turns user actions into requests, and responses into rows. */
import { mountDevtools } from 'enrichment-sandbox/devtools';

import { type Api, ApiError, connectTo, type Job, type ResultPage } from './api.ts';
import { type Follower, hasResults, newFollower, rests } from './follow.ts';
import { rowsIn, rowsOf, remember } from './sizes.ts';
import { type JobAction, showJob, showRecords } from './views.ts';

interface Session {
  readonly api: Api;
  readonly follower: Follower;
  readonly jobs: Map<string, Job>;
  /** The first page of the results that were fetched already. */
  readonly results: Map<string, ResultPage>;
}

const pageSize = 50;

const main = element('main', HTMLElement);
const trouble = element('trouble', HTMLElement);
const news = element('news', HTMLElement);
const signInForm = element('sign-in', HTMLFormElement);
const address = element('address', HTMLInputElement);
const token = element('token', HTMLInputElement);
const submitForm = element('submit', HTMLFormElement);
const chosen = element('file', HTMLInputElement);
const pasted = element('pasted', HTMLTextAreaElement);
const jobTable = element('jobs', HTMLTableElement);
const noJobs = element('no-jobs', HTMLElement);
const results = element('results', HTMLElement);
const before = element('page-before', HTMLButtonElement);
const after = element('page-after', HTMLButtonElement);
const closeButton = element('results-close', HTMLButtonElement);
let session: Session | undefined;
let shown: { readonly id: string; readonly page: number } | undefined;

/** Every request goes through here, so that the page knows whether one is under way. */
let underWay = 0;
async function busy<Value>(work: Promise<Value>): Promise<Value> {
  underWay += 1;
  main.ariaBusy = 'true';
  try {
    return await work;
  } finally {
    underWay -= 1;
    main.ariaBusy = String(underWay > 0);
  }
}

async function signIn(): Promise<void> {
  // The token says which world the devtools show. In production this does nothing.
  mountDevtools({ token: token.value });
  const api = connectTo(address.value, token.value);
  const jobs = await busy(api.jobs());
  session?.follower.stop();
  const follower = newFollower({
    api: {
      job: (id, signal) => busy(api.job(id, signal)),
      jobs: (signal) => busy(api.jobs(signal)),
    },
    rowsOf,
    onJobs: async (changed) => {
      say(trouble, '');
      // A failure to fetch results must not stop the polling of other jobs.
      for (const job of changed) await update(job).catch(complain);
    },
    onTrouble: ({ message }, again) =>
      say(trouble, `${message} Trying again in ${Math.ceil(again / 1000)} seconds.`),
    onRefusal: complain,
  });
  session = { api, follower, jobs: new Map(), results: new Map() };
  jobTable.tBodies[0]?.replaceChildren();
  jobTable.hidden = true;
  noJobs.hidden = false;
  signInForm.reset();
  showWork(true);
  for (const [place, job] of jobs.entries()) {
    session.jobs.set(job.job_id, job);
    show(job, place);
  }
  say(news, `Signed in; ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}.`);
  follower.follow(jobs.filter((job) => !rests(job)).map(({ job_id: id }) => id));
}

async function submit({ api, follower }: Session): Promise<void> {
  const file = chosen.files?.[0] ?? new File([pasted.value], 'pasted.csv');
  if (file.size === 0) throw new Error('Choose a file or paste some rows first.');
  const id = await busy(api.submitFile(file, file.name));
  remember(id, await rowsIn(file));
  submitForm.reset();
  // Shown at once, before the first poll.
  const now = new Date().toISOString();
  await update({ job_id: id, status: 'queued', submitted_at: now, updated_at: now });
  follower.follow([id]);
}

/** Shows what the API says of a job now; fetches the results when it has just come to rest. */
async function update(job: Job): Promise<void> {
  if (session === undefined) return;
  const { api, jobs, results: fetched } = session;
  const known = jobs.get(job.job_id);
  jobs.set(job.job_id, job);
  if (known?.status !== job.status) say(news, `Job ${job.job_id.slice(0, 8)} is ${job.status}.`);
  show(job, 0);
  if (known?.status === job.status || !hasResults(job)) return;
  fetched.set(job.job_id, await busy(api.results(job.job_id, 1, pageSize)));
  show(job, 0);
}

function show(job: Job, place: number): void {
  const body = jobTable.tBodies[0];
  const records = session?.results.get(job.job_id)?.total_records;
  if (body !== undefined) showJob(body, { ...job, ...(records === undefined ? {} : { records }) }, place);
  jobTable.hidden = false;
  noJobs.hidden = true;
}

async function act(action: JobAction, id: string, { api, follower }: Session): Promise<void> {
  if (action === 'results') return showPage(id, 1);
  if (action === 'csv') return download(await busy(api.resultsAsCsv(id)), `enriched-${id}.csv`);
  await busy(api.control(id, action));
  const job = await busy(api.job(id));
  await update(job);
  if (!rests(job)) follower.follow([id]);
}

async function showPage(id: string, page: number): Promise<void> {
  if (session === undefined) return;
  const { api, results: fetched } = session;
  const known = page === 1 ? fetched.get(id) : undefined;
  const found = known ?? (await busy(api.results(id, page, pageSize)));
  if (page === 1) fetched.set(id, found);
  const pages = Math.max(1, Math.ceil(found.total_records / found.page_size));
  shown = { id, page };
  element('results-title', HTMLElement).textContent =
    `Results of job ${id.slice(0, 8)}: ${found.total_records} records`;
  element('page-number', HTMLElement).textContent = `Page ${page} of ${pages}`;
  before.disabled = page === 1;
  after.disabled = page === pages;
  const table = results.querySelector('table');
  if (table !== null) showRecords(table, found);
  const isNew = results.hidden;
  results.hidden = false;
  if (isNew) results.focus();
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function signOut(): void {
  session?.follower.stop();
  session = undefined;
  results.hidden = true;
  say(news, 'Signed out.');
  showWork(false);
}

/** Shows the error; without a valid token, polling stops. */
function complain(error: unknown): void {
  const isRefused = error instanceof ApiError && error.status === 401;
  if (isRefused && session !== undefined) signOut();
  say(trouble, error instanceof Error ? error.message : String(error));
}

function showWork(signedIn: boolean): void {
  element('work', HTMLElement).hidden = !signedIn;
  element('sign-out', HTMLElement).hidden = !signedIn;
  signInForm.hidden = signedIn;
  (signedIn ? chosen : token).focus();
}

function say(where: HTMLElement, text: string): void {
  where.textContent = text;
  if (where === trouble) where.hidden = text === '';
}

/** Runs the action of a form or a button, once at a time. */
async function perform(by: Element | null, work: (session: Session | undefined) => Promise<void>) {
  const button = by instanceof HTMLFormElement ? by.querySelector('button') : by;
  if (button instanceof HTMLButtonElement) button.disabled = true;
  say(trouble, '');
  try {
    await work(session);
  } catch (error) {
    complain(error);
  } finally {
    if (button instanceof HTMLButtonElement && button !== before && button !== after) button.disabled = false;
  }
}

signInForm.addEventListener('submit', (event) => {
  event.preventDefault();
  void perform(signInForm, signIn);
});
submitForm.addEventListener('submit', (event) => {
  event.preventDefault();
  void perform(submitForm, async (open) => open && submit(open));
});
jobTable.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('button[data-action]') : null;
  const id = button?.closest('tr')?.dataset['job'];
  const action = button?.dataset['action'] as JobAction | undefined;
  if (id !== undefined && action !== undefined)
    void perform(button, async (open) => open && act(action, id, open));
});
for (const [button, step] of [
  [before, -1],
  [after, 1],
] as const) {
  button.addEventListener('click', () => {
    const { id, page } = shown ?? { id: '', page: 0 };
    void perform(button, () => showPage(id, page + step));
  });
}
closeButton.addEventListener('click', () => {
  results.hidden = true;
  jobTable.querySelector<HTMLElement>(`tr[data-job="${shown?.id ?? ''}"] [data-action="results"]`)?.focus();
});
element('sign-out', HTMLButtonElement).addEventListener('click', signOut);
address.defaultValue =
  new URLSearchParams(location.search).get('api') ?? 'http://127.0.0.1:4010/backend/api/v1';
// Until now a press would have sent the form to nowhere.
element('sign-in-button', HTMLButtonElement).disabled = false;
addEventListener('pagehide', ({ persisted }) => {
  // A page that the browser keeps in its cache goes on when the user comes back.
  if (!persisted) session?.follower.stop();
});

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`);
  return found;
}
