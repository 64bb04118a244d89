/** Requests of the tools that are composed of several operations. */
import { type CallContext, passRefusal, refuseCall, type ToolResult } from './call-tool.ts';
import { type MockRequest, parseJson } from './mock-client.ts';
import { toMap } from '../openapi/values.ts';

export interface Answer {
  readonly text: string;
  /** The body, if it is JSON. */
  readonly value: unknown;
}

export const getWorldPath = (world: string): string => `/__mock__/api/worlds/${encodeURIComponent(world)}`;

/** The response of the control API, or the refusal of the tool. */
export async function ask(
  { client, tools, signal }: CallContext,
  request: MockRequest,
): Promise<Answer | ToolResult> {
  const { status, text, type } = await client.send(request, signal);
  const value = type.includes('json') ? parseJson(text) : undefined;
  if (status < 300) return { text, value };
  const { detail, fix } = toMap(value);
  return passRefusal(
    tools,
    typeof detail === 'string' ? detail : `The mock responded with status ${status}.`,
    fix,
  );
}

/** A list in a world. @param path such as `jobs` */
export async function askList(
  context: CallContext,
  world: string,
  path: string,
): Promise<{ readonly items: readonly unknown[] } | ToolResult> {
  const answer = await ask(context, { method: 'GET', target: `${getWorldPath(world)}/${path}` });
  if ('isError' in answer) return answer;
  return Array.isArray(answer.value)
    ? { items: answer.value as readonly unknown[] }
    : refuseCall(`The mock did not respond with a list of ${path}.`);
}
