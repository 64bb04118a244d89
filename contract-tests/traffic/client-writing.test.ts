import { serve, stopAll } from '../testing/serve.ts';
import { type HttpClient, createHttpClient } from './client.ts';
import type { MayWrite } from './write-gate.ts';

const clients: HttpClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await stopAll();
});

function writer(mayWrite: MayWrite): HttpClient {
  const client = createHttpClient(5000, mayWrite);
  clients.push(client);
  return client;
}

describe('an allowed write', () => {
  test('is a POST with the exact body and its length', async () => {
    let body = '';
    const { url, requests } = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.writeHead(201).end());
    });
    const sent = await writer(() => true).send({ method: 'POST', url, headers: [], body: '{"ü":1}' });
    expect([sent, body]).toMatchObject([{ status: 201 }, '{"ü":1}']);
    expect(requests[0]).toMatchObject({ method: 'POST', headers: { 'content-length': '8' } });
  });

  test.each(['TRACE', 'CONNECT', 'MOVE', 'delete'])('is never %s', async (method) => {
    const { url, requests } = await serve((_, response) => response.end());
    await expect(writer(() => true).send({ method, url, headers: [] })).rejects.toThrow(
      `does not send ${method}`,
    );
    expect(requests).toEqual([]);
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('is %s only where the gate allows it', async (method) => {
    const { url, requests } = await serve((_, response) => response.end());
    const client = writer(({ pathname }, asked) => pathname === '/own/' && asked === method);
    await client.send({ method, url: `${url}/own/`, headers: [] });
    await expect(client.send({ method, url: `${url}/other/`, headers: [] })).rejects.toThrow(
      `does not send ${method} to /other/`,
    );
    expect(requests.map((request) => [request.method, request.path])).toEqual([[method, '/own/']]);
  });

  test('is refused at every other URL', async () => {
    const { url, requests } = await serve((_, response) => response.end());
    const client = writer(({ pathname }) => pathname === '/submit/');
    const asked = client.send({ method: 'POST', url: `${url}/other/`, headers: [], body: '{}' });
    await expect(asked).rejects.toThrow('This client is read-only; it does not send POST to /other/.');
    expect(requests).toEqual([]);
  });
});
