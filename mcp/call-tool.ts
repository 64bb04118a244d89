/** Calls a tool: one request to the control API, and its response for a model. */
import { findNearest } from '../openapi/complaint.ts';
import { toMap } from '../openapi/values.ts';
import { boundValue } from './bound.ts';
import { type Fix, isFix, toToolCall, type ToolCall } from './fix-calls.ts';
import { type MockClient, type MockResponse, parseJson } from './mock-client.ts';
import { type Tool, type ToolAction, worldInput } from './tools.ts';
import { toText } from './to-text.ts';

export type Arguments = Readonly<Record<string, unknown>>;

/** What a tool returns: for programs, and as a text for a model. */
export interface ToolResult {
  readonly structured: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

export interface CallContext {
  readonly tools: readonly Tool[];
  readonly client: MockClient;
  /** The world of a call that names none. */
  readonly world: string;
  readonly signal?: AbortSignal | undefined;
}

/** The call was refused. @param fix a request that works instead */
export function refuseCall(
  error: string,
  instead: { fix?: Fix; call?: ToolCall | undefined } = {},
): ToolResult {
  const { fix, call } = instead;
  return {
    structured: { error, ...(fix === undefined ? {} : { fix }), ...(call === undefined ? {} : { call }) },
    isError: true,
  };
}

/** More than any mock sends: what a server says is a reason, and no essay for a model. */
const maxError = 4000;
const maxAdvice = 12_000;

/** A refusal as the server sent it, as far as it is short. */
export function passRefusal(tools: readonly Tool[], reason: string, fix: unknown): ToolResult {
  const error = reason.length > maxError ? `${reason.slice(0, maxError)}...` : reason;
  if (!isFix(fix) || JSON.stringify(fix).length > maxAdvice) return refuseCall(error);
  const { method, path, body } = fix;
  const own = { method, path, ...(body === undefined ? {} : { body }) };
  return refuseCall(error, { fix: own, call: toToolCall(tools, own) });
}

/** Runs an action of a generated tool. */
export async function callAction(tool: Tool, given: Arguments, context: CallContext): Promise<ToolResult> {
  const { action: name = tool.actions[0]?.name, ...input } = given;
  const action = tool.actions.find((one) => one.name === name);
  if (action === undefined) return refuseUnknownAction(tool, given, name);
  const missing = action.required.filter((one) => input[one] === undefined || input[one] === '');
  const first = tool.actions[0];
  if (missing.length > 0 && action.operation.path.includes(`{${missing[0]}}`))
    return refuseCall(
      `"${missing.join('" and "')}" is missing; the action "${action.name}" of the tool "${tool.name}" needs it.`,
      { call: { tool: tool.name, arguments: { action: first?.name, ...pickWorld(input) } } },
    );
  const response = await context.client.send(createRequest(action, input, context.world), context.signal);
  return toResult(tool, action, response, context);
}

const pickWorld = (input: Arguments): Arguments =>
  input[worldInput] === undefined ? {} : { [worldInput]: input[worldInput] };

function refuseUnknownAction(tool: Tool, given: Arguments, name: unknown): ToolResult {
  const names = tool.actions.map((one) => one.name);
  const nearest = findNearest(toText(name).slice(0, 100), names) ?? names[0];
  return refuseCall(
    `The tool "${tool.name}" has no action ${JSON.stringify(name)?.slice(0, 100)}; allowed: ${names.join(', ')}.`,
    { call: { tool: tool.name, arguments: { ...given, action: nearest } } },
  );
}

/** What belongs to no parameter is a field of the body, or of the query: the mock refuses what it does not know. */
function createRequest({ operation, inputs }: ToolAction, input: Arguments, world: string) {
  const { method, path, parameters, requestBody } = operation;
  const all: Arguments = { [worldInput]: world, ...input };
  const inPath = new Set(parameters.flatMap(({ in: place, name }) => (place === 'path' ? [name] : [])));
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(toText(all[name])));
  const isOther = (name: string): boolean =>
    !inPath.has(name) && (name !== worldInput || worldInput in inputs);
  const others = Object.entries(all).filter(([name, value]) => isOther(name) && value !== undefined);
  if (requestBody['application/json'] !== undefined)
    return { method, target, body: Object.fromEntries(others) };
  const latest = 'limit' in inputs && all['limit'] === undefined ? [['limit', defaultLimit]] : [];
  const query = new URLSearchParams(
    [...others, ...latest].map(([name, value]): [string, string] => [toText(name), toText(value)]),
  ).toString();
  return { method, target: query === '' ? target : `${target}?${query}` };
}

/** Of a list that can be limited. */
const defaultLimit = 50;

/** The longest text: a link has 65,536 characters at most. */
const maxText = 70_000;

function toResult(
  tool: Tool,
  action: ToolAction,
  { status, type, text, retryAfter }: MockResponse,
  { client, tools }: CallContext,
): ToolResult {
  if (status === 204) return { structured: { result: { done: true } }, isError: false };
  const answer = type.includes('json') && !type.includes('jsonl') ? parseJson(text) : undefined;
  const { detail, fix } = toMap(answer);
  if (typeof detail === 'string') {
    const isWait = retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter);
    return passRefusal(tools, isWait ? `${detail} Wait ${retryAfter} s first.` : detail, fix);
  }
  if (answer === undefined && status < 300)
    return text.length > maxText
      ? refuseCall(
          `The text has ${text.length} characters, which is too much for a model. Save it: curl -o FILE ${client.url}${action.operation.path}, with the name of the world.`,
        )
      : { structured: { text }, isError: false };
  if (typeof answer !== 'object' || answer === null)
    return refuseCall(`The mock responded with status ${status}: ${text.slice(0, 200)}`);
  return showAnswer(tool, action, answer);
}

function showAnswer(tool: Tool, action: ToolAction, answer: object): ToolResult {
  const keepsEnd = 'limit' in action.inputs;
  const { value, isCut } = boundValue(answer, keepsEnd);
  const note = isCut ? { note: describeCut(tool, action) } : {};
  if (!Array.isArray(answer)) return { structured: { result: value, ...note }, isError: false };
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const full = keepsEnd && answer.length === defaultLimit && !isCut ? { note: describeLatest(action) } : {};
  return { structured: { items, total: answer.length, ...note, ...full }, isError: false };
}

function describeCut(tool: Tool, action: ToolAction): string {
  const filters = action.operation.parameters
    .filter(({ in: place }) => place === 'query')
    .map((one) => one.name);
  const how =
    filters.length === 0
      ? `another action of "${tool.name}" shows a single one`
      : `select fewer with ${filters.join(', ')}`;
  return `The result was too long, so lists and texts in it were cut: ${how}.`;
}

const describeLatest = ({ name }: ToolAction): string =>
  `These are the latest ${defaultLimit}; "${name}" with a higher "limit", or with another filter, shows others.`;

/** The text of a result: one item per line. */
export function formatResult({ structured }: ToolResult): string {
  const { items, text, error, note, result, call, fix, ...others } = structured;
  const lines = [
    ...(typeof error === 'string' ? [error] : []),
    ...(call === undefined ? [] : [`Try instead: ${JSON.stringify(call)}`]),
    ...(call === undefined && fix !== undefined ? [`Try instead: ${JSON.stringify(fix)}`] : []),
    ...(typeof text === 'string' ? [text] : []),
    ...(result === undefined ? [] : [JSON.stringify(result)]),
    ...(Array.isArray(items) ? (items.length === 0 ? ['Nothing.'] : items.map((one) => toText(one))) : []),
    ...Object.entries(others).flatMap(([key, value]) =>
      key === 'total' ? [] : [`${key}: ${toText(value)}`],
    ),
    ...(typeof note === 'string' ? [note] : []),
  ];
  return lines.join('\n');
}
