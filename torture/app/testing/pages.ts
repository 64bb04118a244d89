/** Small apps that follow a job: sound ones, and ones with a bug each. */

/** What all of them share: `job`, `show` and `ask`. */
const frame = (script: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Job</title><link rel="icon" href="data:,"></head>
<body><h1>Job</h1><p id="status">Loading…</p><script>
const query = new URLSearchParams(location.search);
const job = query.get('job');
const show = (text) => { document.getElementById('status').textContent = text; };
const rests = (status) => ['completed', 'failed', 'paused'].includes(status);
const request = (signal) => fetch(query.get('api') + '/enrichment/status/' + job + '/', { signal, headers: { Authorization: 'Bearer ' + query.get('token') } });
class Refusal extends Error { constructor(response) { super('HTTP ' + response.status); this.status = response.status; this.wait = 1000 * Number(response.headers.get('Retry-After') ?? 0); } }
const ask = async (signal) => { const response = await request(signal); if (!response.ok) throw new Refusal(response); return response.json(); };
const backOff = (failures, error) => Math.max(error.wait ?? 0, Math.min(60000, 3000 * 2 ** failures));
${script}
</script></body></html>`;

/** Polls as the documentation wants it, whatever happens. */
const soundPolling = `
let failures = 0;
async function poll() {
  try {
    const { status } = await ask();
    failures = 0;
    show(status);
    if (!rests(status)) setTimeout(poll, 4000);
  } catch (error) {
    if (error.status === 401 || error.status === 404) { show('Not available'); return; }
    failures += 1;
    setTimeout(poll, backOff(failures, error));
  }
}`;

/** Polls only while the page is looked at and the browser is online, in one tab at a time of several; each of them shows the result. */
const soundPausing = `
let timer, running, failures = 0, over = false;
const channel = new BroadcastChannel('job-' + job);
const take = (status) => { show(status); over = rests(status); if (over) clearTimeout(timer); };
channel.onmessage = ({ data }) => take(data);
async function poll() {
  clearTimeout(timer);
  if (running || over || document.hidden || !navigator.onLine) return;
  running = true;
  try {
    const { status } = await ask(AbortSignal.timeout(30000));
    failures = 0;
    take(status);
    channel.postMessage(status);
    timer = setTimeout(poll, 5000);
  } catch (error) {
    failures += 1;
    if (error.status === 401) { over = true; show('Signed out'); } else timer = setTimeout(poll, backOff(failures, error));
  }
  running = false;
}
document.addEventListener('visibilitychange', poll);
addEventListener('online', () => { failures = 0; poll(); });
addEventListener('pageshow', poll);`;

export const soundPages: Readonly<Record<string, string>> = {
  polling: frame(`${soundPolling}\npoll();`),
  pausing: frame(soundPausing),
};

export const buggyPages: Readonly<Record<string, string>> = {
  'shows the stored status after a reload and never asks': frame(`${soundPolling}
const realShow = show;
const stored = sessionStorage.getItem(job);
new MutationObserver(() => sessionStorage.setItem(job, document.getElementById('status').textContent)).observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true });
if (stored === null || stored === 'Loading…') poll(); else show(stored);`),
  'loses the status when the browser goes offline': frame(`
let timer;
const poll = async () => { try { const { status } = await ask(); show(status); if (!rests(status)) timer = setTimeout(poll, 4000); } catch (error) { if (navigator.onLine) timer = setTimeout(poll, backOff(2, error)); } };
addEventListener('offline', () => { clearTimeout(timer); show('You are offline'); });
poll();`),
  'lets two tabs fight through localStorage': frame(`${soundPolling}
const me = String(Math.random());
localStorage.setItem('poller', me);
const original = poll;
poll = async () => { if (localStorage.getItem('poller') === me) await original(); };
poll();`),
  'stops in the cache of the browser and never goes on': frame(`
let timer, failures = 0;
const poll = async () => { try { const { status } = await ask(); failures = 0; show(status); if (!rests(status)) timer = setTimeout(poll, 4000); } catch (error) { failures += 1; timer = setTimeout(poll, backOff(failures, error)); } };
addEventListener('pagehide', () => clearTimeout(timer));
poll();`),
  'stops when hidden and never resumes': frame(`
let timer, failures = 0;
const poll = async () => { try { const { status } = await ask(); failures = 0; show(status); if (!rests(status)) timer = setTimeout(poll, 4000); } catch (error) { failures += 1; timer = setTimeout(poll, backOff(failures, error)); } };
document.addEventListener('visibilitychange', () => { if (document.hidden) clearTimeout(timer); });
poll();`),
  'shows a spinner for ever after a 500': frame(`
let failures = 0;
const poll = async () => { try { const { status } = await ask(); failures = 0; show(status); if (!rests(status)) setTimeout(poll, 4000); } catch (error) { if (error.status === 500) { show('Loading…'); return; } failures += 1; setTimeout(poll, backOff(failures, error)); } };
poll();`),
};
