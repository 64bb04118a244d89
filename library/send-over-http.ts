/** Calls the control API with Node's own HTTP, since a test environment may restrict or replace `fetch`. */
import http from 'node:http';
import https from 'node:https';

import type { ControlHttpResponse, ControlHttpRequest } from './call.ts';

/** Resolves with the response, whatever its status code. @throws the error of Node, with its code */
export function sendOverHttp(
  url: string,
  { method, headers, body = '' }: ControlHttpRequest,
): Promise<ControlHttpResponse> {
  const target = new URL(url);
  // Read for each call: Mock Service Worker replaces this function to respond in place of the mock.
  const { request: ask } = target.protocol === 'https:' ? https : http;
  const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    // One connection per call: the mock may close a kept one while the next call is sent.
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
