/** Gets what the texts about a job need, some of it from the mock; loaded when somebody copies. */
import type { Instant } from '../../../time/time.ts';
import { computeJobState, getLife, type WorldJob } from '../../domain/job.ts';
import { getIndex } from '../../domain/world.ts';
import { firstWorld } from '../../domain/world-names.ts';
import { restoreMoment } from '../clock/fork.ts';
import { toApiPath, toBearer, toMockUrl } from '../state/api-url.ts';
import type { App } from '../state/app.ts';
import {
  type CopiedJob,
  type CopiedWorld,
  formatCommand,
  formatCurl,
  formatFetch,
  formatPlaywright,
  formatVitest,
} from './copy-texts.ts';
import { formatStatusBody } from './status-body.ts';

export type CopyKind = 'curl' | 'fetch' | 'vitest' | 'playwright' | 'link' | 'command';

/** @returns undefined when the mock refuses, which becomes a notice */
export async function createCopy(
  app: App,
  job: WorldJob,
  kind: CopyKind,
  page: string,
): Promise<string | undefined> {
  if (kind === 'link' || kind === 'command') {
    const link = await getLink(app);
    if (!link.ok) app.notices.add({ kind: 'problem', text: link.reason });
    if (!link.ok) return undefined;
    if (kind === 'command') return formatCommand(link.text);
    const query = new URLSearchParams({ panel: 'job', job: job.id });
    return `${new URL(`?${query.toString()}`, page).href}#${link.text}`;
  }
  if (kind === 'curl' || kind === 'fetch') {
    const copied = describeJob(app, job, page, toNewJob(job));
    // A worker without a service worker answers only its own page; a shell reaches no worker.
    const isReached = app.mode === 'server' || (app.mode === 'service-worker' && kind === 'fetch');
    const reached = isReached ? copied : { ...copied, ...describeStartedMock(app, job) };
    return kind === 'curl' ? formatCurl(reached) : formatFetch(reached);
  }
  const copied = await describeWithLink(app, job, page);
  return kind === 'vitest' ? formatVitest(copied) : formatPlaywright(copied);
}

/** How often a link is got again because the job has just changed. */
const maxAttempts = 3;

/** The JSON is that of the world in the link, also while the clock runs. */
async function describeWithLink(app: App, job: WorldJob, page: string): Promise<CopiedJob> {
  for (let attempt = 1; ; attempt += 1) {
    const before = describeJob(app, job, page, toNewJob(job));
    const link = await getLink(app);
    if (!link.ok) return before;
    const after = describeJob(app, job, page, { kind: 'link', link: link.text });
    if (after.body === before.body || attempt === maxAttempts) return after;
  }
}

/** The mock that the copied command starts, where the world is the first one. */
function describeStartedMock(app: App, job: WorldJob): Pick<CopiedJob, 'bearer' | 'mockUrl'> {
  return { mockUrl: 'http://127.0.0.1:4010', bearer: getBearer(app, job, firstWorld) };
}

function getBearer(app: App, job: WorldJob, world: string): string {
  const owner = app.shown.peek().fixture.users.find(({ name }) => name === job.owner);
  return toBearer(owner ?? { token: '' }, world);
}

type Linked = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Of the moment that is shown: a past one is that of a world which is made for it and removed again. */
async function getLink(app: App): Promise<Linked> {
  const at = app.moment.peek();
  const name = at === undefined ? app.world.peek() : await restoreMoment(app, at);
  if (name === undefined) return { ok: false, reason: 'There is no link to this moment.' };
  const linked = await app.control.call('GET', `worlds/${name}/link`);
  if (at !== undefined) await app.control.call('DELETE', `worlds/${name}`);
  return linked.ok ? { ok: true, text: String(linked.body) } : linked;
}

const toNewJob = ({ scenario, rows: size, category }: WorldJob): CopiedWorld => ({
  kind: 'scenario',
  scenario,
  size,
  category,
});

function describeJob(app: App, given: WorldJob, page: string, world: CopiedWorld): CopiedJob {
  // Something may have been done to it meanwhile.
  const job = getIndex(app.shown.peek()).get(given.id) ?? given;
  const { model } = app;
  const now = app.readNow();
  const { apiStatus } = computeJobState(job, now, model.spec.lifeCycle);
  return {
    id: job.id,
    owner: job.owner,
    bearer: getBearer(app, job, app.world.peek()),
    mockUrl: toMockUrl(page),
    statusPath: toApiPath('getStatus', [job.id], model),
    body: formatStatusBody(job, now, model),
    apiStatus,
    nextStatus: findNextApiStatus(app, job, now, apiStatus),
    world,
  };
}

function findNextApiStatus({ model }: App, job: WorldJob, now: Instant, present: string): string | undefined {
  const { lifeCycle } = model.spec;
  return getLife(job, lifeCycle)
    .filter(({ from }) => from > now)
    .map(({ status }) => lifeCycle.getApiStatus(status))
    .find((status) => status !== present);
}
