// Who uses the mock during the soak. Each actor repeats what it does until the end.
// @ts-check
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { formatRequest, sendRequests } from '../bench/load.mjs';
import { expectAnswer, noteError } from './client.mjs';

/**
 * @typedef {object} Scene
 * @property {number} port
 * @property {import('./client.mjs').Tally} tally
 * @property {AbortSignal} end
 */

const api = '/api/v1/enrichment';
const control = '/__mock__/api/worlds';
const job = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const people = [
  'First name,Last name,Company name',
  ...Array.from({ length: 200 }, (_, row) => `Ada,L${row},Engines`),
];

const upload = [
  '--soak',
  'Content-Disposition: form-data; name="file"; filename="people.csv"',
  'Content-Type: text/csv',
  '',
  people.join('\n'),
  '--soak--',
  '',
].join('\r\n');
const multipart = 'multipart/form-data; boundary=soak';

/** How many worlds are used at a time. */
const maxLiving = 50;

/** Worlds that come and go: half are dropped, half are left until they have been idle for too long. @param {Scene} scene */
export async function createWorlds({ port, tally, end }, perSecond = 50) {
  let due = performance.now();
  /** @type {Set<Promise<void>>} */
  const living = new Set();
  for (let nth = 0; !end.aborted; nth += 1) {
    due = Math.max(due + 1000 / perSecond, performance.now() - 1000);
    await sleep(Math.max(0, due - performance.now()));
    // On a slow machine fewer begin, since the requests of a world must not come after it was idle for too long.
    while (living.size >= maxLiving) await Promise.race(living);
    tally.worlds += 1;
    const life = liveInWorld(port, tally, nth).catch((/** @type {unknown} */ error) =>
      noteError(tally, String(error)),
    );
    living.add(life);
    void life.then(() => living.delete(life));
  }
}

/** @param {number} port @param {Scene['tally']} tally @param {number} nth */
async function liveInWorld(port, tally, nth) {
  const world = `soak-brief-${nth}`;
  const token = `alice-token~${world}`;
  const request = (
    /** @type {string} */ line,
    /** @type {Parameters<typeof expectAnswer>[3]} */ options = {},
  ) => expectAnswer(tally, port, line, options);
  await request(`GET ${api}/status/`, { token, contains: job });
  const { body } = await request(`POST ${api}/submit/`, {
    token,
    status: 201,
    body: '{"records":[{"first_name":"Ada","last_name":"Lovelace","company_name":"Engines"}]}',
  });
  const id = /"job_id":"([^"]+)"/.exec(body)?.[1] ?? 'none';
  await request(`GET ${api}/status/${id}/`, { token, contains: id });
  if (nth % 5 === 0)
    await request(`POST ${api}/submit/`, { token, status: 201, type: multipart, body: upload });
  if (nth % 7 === 0) await request(`POST ${control}/${world}/clock`, { body: '{"advance":"1h"}' });
  if (nth % 11 === 0)
    await request(`POST ${control}/${world}/snapshots`, { status: 201, body: '{"name":"one"}' });
  if (nth % 13 === 0) await request(`GET ${control}/${world}/export`);
  // A token that lets nobody in names a world that is not there.
  if (nth % 3 === 0)
    await request(`GET ${api}/status/`, { token: `wrong-token~soak-unborn-${nth}`, status: 401 });
  if (nth % 2 === 0) await request(`DELETE ${control}/${world}`, { status: 204 });
}

/** Polls as quickly as it can, in worlds that last. @param {Scene} scene @param {number} nth */
export async function poll({ port, tally, end }, nth) {
  const token = `alice-token~soak-lasting-${nth}`;
  const authorization = { Authorization: `Bearer ${token}` };
  const requests = [`GET ${api}/status/${job}/`, `GET ${api}/status/`].map((line) =>
    formatRequest(line, authorization),
  );
  while (!end.aborted) {
    try {
      for (const request of requests) {
        const last = await sendRequests(port, request, { requests: 500, connections: 4 });
        tally.requests += 500;
        if (!last.includes(job)) noteError(tally, 'a poll without its job');
      }
    } catch (error) {
      noteError(tally, `a poll: ${error instanceof Error ? error.message.slice(0, 80) : String(error)}`);
      await sleep(100);
    }
  }
}

/** Uses a lasting world as a test does: submits, pauses, reads results, resets. @param {Scene} scene @param {number} nth */
export async function work({ port, tally, end }, nth) {
  const world = `soak-working-${nth}`;
  const token = `alice-token~${world}`;
  const paths = ['jobs', 'requests', 'advice', 'faults', 'users', 'snapshots', 'link', 'log', 'clock'];
  for (let round = 0; !end.aborted; round += 1) {
    for (let submissions = 0; submissions < 5; submissions += 1)
      await expectAnswer(tally, port, `POST ${api}/submit/`, {
        token,
        status: 201,
        type: multipart,
        body: upload,
      });
    await expectAnswer(tally, port, `GET ${api}/result/${job}/`, { token, status: [200, 400] });
    for (const path of paths) await expectAnswer(tally, port, `GET ${control}/${world}/${path}`);
    for (const path of ['api/health', 'health', 'metrics', 'api/worlds'])
      await expectAnswer(tally, port, `GET /__mock__/${path}`);
    await expectAnswer(tally, port, `POST ${control}/${world}/reset`, {});
    if (round % 10 === 0) await expectAnswer(tally, port, `DELETE ${control}/${world}`, { status: 204 });
  }
}

/** What a fault may do to a response. */
const faulty = [200, 500, 503, 429, 0];

/** Sends requests that faults disturb. @param {Scene} scene */
export async function sufferFaults({ port, tally, end }) {
  const world = 'soak-faulty';
  const faults = [
    '{"effect":"error","problem":"serverError","probability":0.2}',
    '{"effect":"reset","probability":0.1}',
    '{"effect":"cut","probability":0.1}',
    '{"effect":"latency","latency":"1ms to 20ms"}',
    '{"effect":"maintenance","probability":0.1}',
    '{"effect":"drip","rate":100000,"probability":0.1}',
  ];
  while (!end.aborted) {
    for (const body of faults)
      await expectAnswer(tally, port, `POST ${control}/${world}/faults`, { status: 201, body });
    for (let requests = 0; requests < 200 && !end.aborted; requests += 1)
      await expectAnswer(tally, port, `GET ${api}/status/${job}/`, {
        token: `alice-token~${world}`,
        status: faulty,
      });
    await expectAnswer(tally, port, `DELETE ${control}/${world}/faults`, { status: 204 });
  }
}

/** Follows a world as the dashboard does, and comes again when its world is gone. @param {Scene} scene @param {string} world */
export async function follow({ port, tally, end }, world) {
  while (!end.aborted) {
    await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      const stop = () => socket.destroy();
      end.addEventListener('abort', stop, { once: true });
      let head = '';
      socket.on('data', (piece) => {
        if (head.length < 15) head += piece.toString('latin1');
        if (head.length >= 15 && !head.startsWith('HTTP/1.1 200 OK'))
          noteError(tally, 'an event stream was refused');
      });
      socket.on('error', () => !end.aborted && noteError(tally, 'an event stream was reset'));
      socket.on('close', () => {
        end.removeEventListener('abort', stop);
        resolve(undefined);
      });
      socket.write(`GET ${control}/${world}/events?form=fold HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    });
    await sleep(50);
  }
}

/** Half-sent heads and bodies, readers that do not read, and connections that say nothing. @param {Scene} scene */
export async function beSlow({ port, end }) {
  const submit = `POST ${api}/submit/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\n`;
  const openings = [
    '',
    'GET /api',
    `${submit}Content-Length: 30000000\r\n\r\n{"records":[`,
    `GET ${api}/status/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\n\r\n`.repeat(500),
  ];
  /** @type {import('node:net').Socket[]} */
  const open = [];
  for (let nth = 0; !end.aborted; nth += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    // Nothing is read.
    socket.pause();
    socket.write(openings[nth % openings.length] ?? '');
    open.push(socket);
    if (open.length > 100) open.shift()?.destroy();
    await sleep(50);
  }
  for (const socket of open) socket.destroy();
}
