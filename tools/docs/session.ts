/** Records the session of the README's first picture from the mock itself: one job from its submission to its results. */
import { createMock } from '../../library/embedded-mock.ts';

/** A line of the terminal. */
export type Line =
  | { readonly kind: 'command'; readonly text: string }
  /** `status` is the part of the text that is coloured. */
  | { readonly kind: 'output'; readonly text: string; readonly status: string };

export interface Stretch {
  readonly status: string;
  readonly seconds: number;
}

export interface Session {
  readonly lines: readonly Line[];
  /** The observed statuses of the job, in order. */
  readonly life: readonly Stretch[];
}

const people = 'First name,Last name,Company name\nAda,Lovelace,Analytical Engines\nGrace,Hopper,Compilers\n';

/** Submits a file, pauses and resumes the job, and requests its status in between. */
export async function recordSession(): Promise<Session> {
  const mock = createMock({
    origin: 'http://127.0.0.1:4010',
    now: '2026-05-06T14:23:11Z',
    frozen: true,
  });
  const world = mock.world('tour');
  const ask = async (path: string, body?: FormData | URLSearchParams) => {
    const init = { headers: world.headers('alice'), ...(body === undefined ? {} : { method: 'POST', body }) };
    const response = await mock.fetch(new Request(`${world.baseUrl}${path}`, init));
    return (await response?.json()) as { readonly job_id: string; readonly status: string };
  };
  const lines: Line[] = [];
  const show = (command: string, body: { readonly status: string }) => {
    lines.push(
      { kind: 'command', text: command },
      { kind: 'output', text: shorten(body), status: body.status },
    );
  };

  const form = new FormData();
  form.append('file', new Blob([people], { type: 'text/csv' }), 'people.csv');
  const submitted = await ask('/enrichment/submit/', form);
  const id = submitted.job_id;
  const poll = () => ask(`/enrichment/status/${id}/`);
  const order = (action: string) =>
    ask('/enrichment-control/', new URLSearchParams({ csv_file_id: id, action }));
  show('curl -F file=@people.csv $API/enrichment/submit/', submitted);
  await world.clock.advance('1m');
  lines.push({ kind: 'command', text: 'curl -d advance=1m $CLOCK' });
  show('curl $API/enrichment/status/$JOB/', await poll());
  show('curl -d csv_file_id=$JOB -d action=pause $CONTROL', await order('pause'));
  await world.clock.advance('30s');
  show('curl -d csv_file_id=$JOB -d action=resume $CONTROL', await order('resume'));
  await world.clock.advance('10m');
  lines.push({ kind: 'command', text: 'curl -d advance=10m $CLOCK' });
  show('curl $API/enrichment/status/$JOB/', await poll());

  const { life } = await world.jobs.get(id);
  const stretches = life.map(({ api_status: status, from, to }) => ({
    status,
    seconds: to === undefined ? 0 : (Date.parse(to) - Date.parse(from)) / 1000,
  }));
  return { lines, life: stretches };
}

/** A body on one line of a terminal: ids are shortened, and the rest after the status is cut. */
function shorten(body: object): string {
  const text = JSON.stringify(body).replaceAll(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1-…');
  return text.replace(/("status":"[a-z-]+"),.*$/, '$1, …}');
}
