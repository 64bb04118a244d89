// A test worker in a separate thread: takes a job through its life in a separate world and reports what it saw.
// @ts-check
import { parentPort, workerData } from 'node:worker_threads';

/** @type {{ url: string, world: string }} */
const { url, world } = workerData;
/** @type {string[]} */
const transcript = [];

const headers = { Authorization: `Bearer carol-token~${world}`, 'Content-Type': 'application/json' };

/** @param {string} method @param {string} path @param {unknown} [body] */
async function ask(method, path, body) {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  transcript.push(`${method} ${path}: ${response.status} ${text}`);
  return text;
}

/** @param {string} by */
async function advance(by) {
  await fetch(`${url}/__mock__/api/worlds/${world}/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: by }),
  });
}

const records = Array.from({ length: 40 }, (_, row) => ({ company_name: `Company ${row}` }));
const { job_id: job } = JSON.parse(await ask('POST', 'enrichment/submit/', { records }));
await ask('GET', 'enrichment/status/');
await advance('60s');
await ask('GET', `enrichment/status/${job}/`);
await ask('POST', 'enrichment-control/', { csv_file_id: job, action: 'pause' });
await ask('GET', `enrichment/result/${job}/?page_size=2`);
await advance('1h');
await ask('GET', `enrichment/status/${job}/`);
await ask('POST', 'enrichment-control/', { csv_file_id: job, action: 'resume' });
await advance('10m');
await ask('GET', 'enrichment/status/');
await ask('GET', `enrichment/result/${job}/?page_size=2`);
parentPort?.postMessage(transcript);
