/** The fetch of the clients of orval: adds the address and the token. */
import { baseUrl, token } from './life.ts';

export async function orvalFetch<Response>(path: string, options: RequestInit): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set('Authorization', `Bearer ${token}`);
  const response = await fetch(baseUrl + path, { ...options, headers });
  return { status: response.status, data: await response.json(), headers: response.headers } as Response;
}
