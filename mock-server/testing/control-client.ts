/** A client of the control API for tests; each response is checked against the control document. */
import { type ObservedResponse, findViolations } from '../../openapi/conformance.ts';
import type { operations } from '../../openapi/generated/control.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { sendRequest, type HttpReply, type HttpRequest } from './http-client.ts';

/** The response to a control operation: its status code and its parsed body. */
export interface ControlReply<Body> {
  readonly status: number;
  readonly body: Body;
  /** The message of an error, after its status code. */
  readonly detail: string;
}

/** The documented success response of an operation. */
type ControlResponseBody<Id extends keyof operations> = operations[Id]['responses'] extends
  | { readonly 200: { readonly content: { readonly 'application/json': infer Body } } }
  | { readonly 201: { readonly content: { readonly 'application/json': infer Body } } }
  ? Body
  : undefined;

export interface ControlClient {
  /**
   * @param id the operation
   * @param path the path after `/__mock__/api`
   * @throws if the response violates the control document
   */
  readonly call: <Id extends keyof operations>(
    id: Id,
    path: string,
    body?: object | string,
  ) => Promise<ControlReply<ControlResponseBody<Id>>>;
  /** A request to the mocked API. */
  readonly ask: (path: string, token?: string, request?: HttpRequest) => Promise<HttpReply>;
}

export function createControlClient({ url }: { readonly url: string }): ControlClient {
  return {
    call: async <Id extends keyof operations>(id: Id, path: string, body?: object | string) => {
      const operation = listControlOperations().find((one) => one.id === id);
      if (operation === undefined) throw new Error(`The control document has no operation "${id}".`);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const reply = await sendRequest(`${url}/__mock__/api${path}`, {
        method: operation.method,
        ...(body === undefined ? {} : { body: text }),
      });
      const response: ObservedResponse = {
        status: reply.status,
        header: (name) => String(reply.headers[name] ?? ''),
        body: reply.body,
      };
      const violations = findViolations(operation, response, getControlChecks());
      if (violations.length > 0) throw new Error(`${id}: ${JSON.stringify(violations)} in ${reply.body}`);
      // Already validated; for an error, tests check the detail.
      const parsed = (reply.body === '' ? undefined : JSON.parse(reply.body)) as ControlResponseBody<Id>;
      return { status: reply.status, body: parsed, detail: formatDetail(reply.status, parsed) };
    },
    ask: (path, token = 'alice-token', request = {}) =>
      sendRequest(`${url}${path}`, {
        ...request,
        headers: { Authorization: `Bearer ${token}`, ...request.headers },
      }),
  };
}

function formatDetail(status: number, body: unknown): string {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  return `${status} ${detail}`;
}
