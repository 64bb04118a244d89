// One abusive team, for the bench: floods of polls, large submissions, new worlds and control calls, as fast as the mock answers.
// It attacks after a line "go" on its standard input, and keeps its connections without a request after a line "rest".
// @ts-check
import { connect } from 'node:net';
import process from 'node:process';

import { formatRequest } from './load.mjs';
import { authorize, listLine, submitLine } from './servers.mjs';

const [port = '', key = ''] = process.argv.slice(2);
const user = authorize(`alice-token~${key}`);
const records = Array.from({ length: 10_000 }, (_, row) => ({
  first_name: 'Ada',
  last_name: `Lovelace ${row}`,
}));
const json = { 'Content-Type': 'application/json' };
const control = '/__mock__/api/worlds';
let worlds = 0;

/** @type {readonly { readonly connections: number, readonly next: () => Buffer }[]} */
const attacks = [
  { connections: 50, next: () => formatRequest(listLine, user) },
  // Ten at once, without waiting for a response.
  { connections: 10, next: () => Buffer.concat(Array(10).fill(formatRequest(listLine, user))) },
  {
    connections: 4,
    next: () => formatRequest(submitLine, { ...user, ...json }, JSON.stringify({ records })),
  },
  {
    connections: 10,
    next: () => formatRequest(listLine, authorize(`alice-token~${key}~world-${(worlds += 1)}`)),
  },
  { connections: 10, next: () => formatRequest(`GET ${control}/default/export`, authorize(key)) },
  { connections: 10, next: () => formatRequest(`POST ${control}/default/reset`, authorize(key)) },
];

let answered = 0;
let isResting = true;
/** What goes on when it attacks again. @type {Set<() => void>} */
const resting = new Set();
process.stdin.on('data', (text) => {
  isResting = text.toString().trim().endsWith('rest');
  if (isResting) return;
  for (const send of resting) send();
  resting.clear();
});
process.on('SIGTERM', () => {
  process.stdout.write(String(answered), () => process.exit(0));
});

for (const { connections, next } of attacks) for (let one = 0; one < connections; one += 1) attack(next);

/** Sends the next request when something of the response has come, and connects again when it is cut off. @param {() => Buffer} next */
function attack(next) {
  const socket = connect(Number(port), '127.0.0.1').setNoDelay(true);
  const send = () => {
    if (isResting) resting.add(send);
    else socket.write(next());
  };
  socket.on('connect', send);
  socket.on('data', (piece) => {
    if (!piece.includes('HTTP/1.1 ')) return;
    answered += 1;
    send();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    resting.delete(send);
    setTimeout(() => attack(next), 10);
  });
}
