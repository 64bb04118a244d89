// Express must not change the prototype of a request or a response: that makes each of them five times as expensive.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import express, { type Request, type Response } from 'express';

import { sendRequest } from '../testing/http-client.ts';
import { createMessageClasses } from './messages.ts';

test('Express changes no prototype, and its own methods work', async () => {
  const app = express();
  const classes = createMessageClasses(app, () => false);
  const prototypes: unknown[] = [];
  const note = (...messages: readonly [IncomingMessage, ServerResponse]) =>
    prototypes.push(...messages.map((message) => Object.getPrototypeOf(message) as unknown));
  app.use((request, response) => {
    note(request, response);
    response.status(201).json({ host: request.get('host'), own: response.app === app });
  });
  const server = createServer(classes, (request, response) => {
    note(request, response);
    app(request as Request, response as Response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { status, body } = await sendRequest(`http://127.0.0.1:${port}/`);
  server.close();
  expect([status, body]).toEqual([201, `{"host":"127.0.0.1:${port}","own":true}`]);
  // Before Express handles them, and after.
  const names = new Map<unknown, string>([
    [app.request, 'request'],
    [app.response, 'response'],
  ]);
  expect(prototypes.map((prototype) => names.get(prototype))).toEqual([
    'request',
    'response',
    'request',
    'response',
  ]);
});
