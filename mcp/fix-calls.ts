/** Turns the fix of a refusal into a call of a tool. Pure. */
import { toMap } from '../openapi/values.ts';
import type { Tool } from './tools.ts';

/** A request to the control API. */
export interface Fix {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** A call of a tool. */
export interface ToolCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** @returns undefined if no tool has the operation */
export function toToolCall(tools: readonly Tool[], { method, path, body }: Fix): ToolCall | undefined {
  const [address = '', query = ''] = path.split('?');
  for (const tool of tools)
    for (const { name, operation, inputs } of tool.actions) {
      const groups = operation.method === method ? matchPath(operation.path, address) : undefined;
      if (groups === undefined) continue;
      const parameters = [...new URLSearchParams(query)].map(
        ([key, text]) => [key, toTyped(text, inputs[key]?.['type'])] as const,
      );
      const action = tool.actions.length > 1 ? { action: name } : {};
      return {
        tool: tool.name,
        arguments: { ...action, ...groups, ...Object.fromEntries(parameters), ...toMap(body) },
      };
    }
  return undefined;
}

/** The parameters of a path; literal steps win, since the document lists paths with fewer parameters first. */
function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const steps = path.replace(/\/$/, '').split('/');
  const names = template.split('/');
  if (steps.length !== names.length) return undefined;
  const groups: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const step = steps[index] ?? '';
    const value = name.startsWith('{') ? decodeStep(step) : undefined;
    if (value !== undefined) groups[name.slice(1, -1)] = value;
    else if (name !== step) return undefined;
  }
  return groups;
}

function decodeStep(step: string): string | undefined {
  try {
    return decodeURIComponent(step);
  } catch {
    return undefined;
  }
}

function toTyped(text: string, type: unknown): unknown {
  if (type === 'boolean') return text === 'true';
  return type === 'integer' || type === 'number' ? Number(text) : text;
}

export function isFix(value: unknown): value is Fix {
  const { method, path } = toMap(value);
  return typeof method === 'string' && typeof path === 'string';
}
