/** Asks the control API with Node's own HTTP, since a test environment may keep `fetch` to its rules or replace it. */
import http from 'node:http';
import https from 'node:https';

import type { ControlHttpResponse, ControlHttpRequest } from './call.ts';

/** Settles with the answer, whatever its status. @throws the error of Node, with its code */
export function sendOverHttp(
  url: string,
  { method, headers, body = '' }: ControlHttpRequest,
): Promise<ControlHttpResponse> {
  const target = new URL(url);
  // Looked up for each call: Mock Service Worker puts a function of its own there, to answer as the mock.
  const { request: ask } = target.protocol === 'https:' ? https : http;
  const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    // A connection for each call: one that is kept may be closed by the mock while the next call goes out.
    const options = { method, headers: { ...headers, ...length }, agent: false } as const;
    const request = ask(target, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
