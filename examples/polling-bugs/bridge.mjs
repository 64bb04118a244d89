// A worker between a client in another program and a life: it speaks HTTP with the client, and hands each request to the thread of the life, which waits for it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { workerData } from 'node:worker_threads';

const { port, signal, command, cwd } = workerData;
const open = new Map();
let latest = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [, id, ...path] = (request.url ?? '').split('/');
    const number = (latest += 1);
    open.set(number, response);
    const { method, headers } = request;
    const body = Buffer.concat(chunks).toString();
    port.postMessage({ number, id, path: path.join('/'), method, headers, body });
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
});

server.listen(0, '127.0.0.1', () => {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${server.address().port}`;
  port.on('message', (message) => {
    if ('start' in message) {
      const { id, token, jobId } = message.start;
      const run = { baseUrl: `${origin}/${id}/api`, controlUrl: `${origin}/${id}/control/`, token, jobId };
      child.stdin.write(`${JSON.stringify(run)}\n`);
    } else reply(message);
  });
});

function reply({ number, status, headers = {}, body = '', isCut = false }) {
  const response = open.get(number);
  open.delete(number);
  if (status === undefined) {
    response.socket.destroy();
    return;
  }
  const length = Buffer.byteLength(body) + (isCut ? 100 : 0);
  response.sendDate = false;
  response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' });
  if (!isCut) response.end(body);
  else response.write(body, () => response.socket.destroy());
}
