/** How not to do it: follows jobs as badly as possible. The coach of the mock reports what is wrong with each line. */

const api = new URLSearchParams(location.search).get('api') ?? 'http://127.0.0.1:4010/api/v1';
const list = document.getElementById('jobs');
const field = document.getElementById('token') as HTMLInputElement;

// Nothing is ever removed from here, so deleted jobs are requested forever.
const known = new Set(JSON.parse(localStorage.getItem('jobs') ?? '[]') as string[]);

function ask(path: string): Promise<Response> {
  // The token is also in the URL, and so in every log on the way.
  const question = path.includes('?') ? '&' : '?';
  const headers = { Authorization: `Bearer ${field.value}` };
  // Without the time the browser itself would let one question wait for the same one before.
  return fetch(`${api}${path}${question}token=${field.value}&at=${Date.now()}`, { headers });
}

async function lookForJobs(): Promise<void> {
  const found: unknown = await (await ask('/enrichment/status/')).json();
  if (!Array.isArray(found)) return;
  for (const { job_id: id } of found as { job_id: string }[]) known.add(id);
  localStorage.setItem('jobs', JSON.stringify([...known]));
}

async function lookAt(id: string): Promise<void> {
  // Without the slash at its end each question costs a redirect.
  const { status } = (await (await ask(`/enrichment/status/${id}`)).json()) as { status?: string };
  const line = document.getElementById(id) ?? document.createElement('li');
  line.id = id;
  line.textContent = `${id} ${status}`;
  list?.append(line);
}

let page = 1;
/** Requests the results of the first job, even before there are any; five records at a time, as the user scrolls. */
async function lookAtResults(): Promise<void> {
  const [first] = known;
  if (page > 12) return;
  const response = await ask(`/enrichment/result/${first}/?page=${page}&page_size=5`);
  if (response.ok) page += 1;
}

function look(): void {
  // Ignores whether the previous requests have a response yet.
  const questions = [lookForJobs(), ...[...known].map(lookAt), lookAtResults()];
  for (const question of questions) question.catch(() => undefined);
}

document.getElementById('go')?.addEventListener('click', () => {
  look();
  setInterval(look, 1100);
});
