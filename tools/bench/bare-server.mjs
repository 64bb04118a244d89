// A server that sends always the same response: node bare-server.mjs FRAMEWORK FILE PORT, with the response as JSON in FILE.
// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import process from 'node:process';

const [framework = '', file = '', port = ''] = process.argv.slice(2);
/** @type {{ status: number, body: unknown }} */
const { status, body } = JSON.parse(readFileSync(file, 'utf8'));

/** Loaded by name, so that each server loads only what it needs. @type {Record<string, () => void>} */
const frameworks = {
  node: () => {
    createServer((request, response) => {
      const send = () => {
        const text = JSON.stringify(body);
        const length = Buffer.byteLength(text);
        response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length });
        response.end(text);
      };
      if (request.method === 'GET') return send();
      /** @type {Buffer[]} */
      const pieces = [];
      request.on('data', (piece) => pieces.push(piece));
      return request.on('end', () => {
        JSON.parse(Buffer.concat(pieces).toString());
        send();
      });
    }).listen(Number(port), '127.0.0.1');
  },
  express: () => {
    const express = createRequire(import.meta.url)('express');
    const app = express();
    if (status === 201) app.use(express.json());
    app
      .use((/** @type {unknown} */ _, /** @type {import('express').Response} */ response) => {
        response.status(status).json(body);
      })
      .listen(Number(port), '127.0.0.1');
  },
  fastify: () => {
    // From the folder of the file, into which the bench has installed it.
    const fastify = createRequire(file)('fastify');
    const app = fastify();
    app.all('/*', (/** @type {unknown} */ _, /** @type {any} */ reply) => reply.code(status).send(body));
    app.listen({ port: Number(port), host: '127.0.0.1' });
  },
};
frameworks[framework]?.();
