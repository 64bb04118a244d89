// A page that submits one record and follows its job as the documentation says.
// @ts-check

// In production these come from the configuration and from signing in; the fixture hands them to the page.
const { baseUrl, token } = /** @type {{ enrichmentSandbox: { baseUrl: string, token: string } }} */ (
  /** @type {unknown} */ (globalThis)
).enrichmentSandbox;

const everyMs = 3000;
const longestWaitMs = 60_000;

/** @param {string} path @param {unknown} [body] */
function ask(path, body) {
  const headers = { Authorization: `Bearer ${token}` };
  if (body === undefined) return fetch(`${baseUrl}/${path}`, { headers });
  return fetch(`${baseUrl}/${path}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** @param {string} selector */
function element(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** @param {string} text */
function say(text) {
  element('[role=status]').textContent = text;
}

/** @param {string} jobId */
async function follow(jobId, troubles = 0) {
  const response = await ask(`enrichment/status/${jobId}/`).catch(() => undefined);
  // A truncated body does not count as a response.
  const job = response?.ok === true ? await response.json().catch(() => undefined) : undefined;
  const isLost = response === undefined || (response.ok && typeof job?.status !== 'string');
  if (isLost || response.status === 429 || response.status >= 500) {
    const asked = Number(response?.headers.get('Retry-After') ?? 0) * 1000;
    say('The service is busy; trying again soon.');
    const wait = Math.max(asked, Math.min(longestWaitMs, everyMs * 2 ** (troubles + 1)));
    setTimeout(() => void follow(jobId, troubles + 1), wait);
    return;
  }
  if (!response.ok) {
    say(response.status === 401 ? 'Please sign in again.' : 'This job is not there any more.');
    return;
  }
  const { status } = job;
  say(`The job is ${status}.`);
  element('#results').hidden = status !== 'completed' && status !== 'paused';
  if (status === 'queued' || status === 'in-progress') setTimeout(() => void follow(jobId), everyMs);
}

let jobId = '';

/** @param {FormDataEntryValue | null} company */
async function submit(company) {
  const response = await ask('enrichment/submit/', { records: [{ company_name: company }] });
  if (!response.ok) return say('That was not accepted.');
  ({ job_id: jobId } = await response.json());
  return follow(jobId);
}

async function showResults() {
  const { data } = await (await ask(`enrichment/result/${jobId}/`)).json();
  element('#found').textContent = JSON.stringify(data, null, 2);
}

element('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  void submit(new FormData(form).get('company'));
});
element('#results').addEventListener('click', () => void showResults());
