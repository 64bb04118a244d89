// The rows of mock-server/testing/wire-cases as HTTP requests, each with its expected response.
// @ts-check
import { build } from 'esbuild';

/** @typedef {import('./exchange.mjs').Request} Request */
/** @typedef {{ token?: string | null, headers?: Record<string, string>, body?: unknown }} Sent */
/** @typedef {{ name: string, request: Request, want?: string }} Asked */

const outfile = 'build/reference/cases.mjs';

/** @returns {Promise<Asked[]>} */
export async function table() {
  await build({
    entryPoints: ['mock-server/testing/wire-cases/index.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
  });
  /** @type {{ wireCases: Record<string, [string, string, Sent, string][]> }} */
  const { wireCases } = await import(`../../${outfile}`);
  return Object.entries(wireCases).flatMap(([subject, cases]) =>
    cases.map(([name, line, sent, want]) => ({
      name: `${subject}: ${name}`,
      request: requestOf(line, sent),
      want,
    })),
  );
}

/** As the in-process tests send it. @param {string} line @param {Sent} sent @returns {Request} */
function requestOf(line, { token = 'alice-token', headers = {}, body = '' }) {
  const cut = line.indexOf(' ');
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const bytes = Buffer.from(isRaw ? body : JSON.stringify(body));
  /** @type {Record<string, string>} */
  const all = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(isRaw ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  return {
    method: line.slice(0, cut),
    target: line.slice(cut + 1),
    headers: Object.entries(all),
    body: bytes.toString('latin1'),
  };
}
