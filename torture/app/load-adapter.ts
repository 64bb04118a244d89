/** Loads the adapter of an app from a file of the user, and checks it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { UsageError } from '../../command-line/command.ts';
import { findUnknownOptions } from '../../command-line/typed-options.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { AppAdapter } from './adapter.ts';

/** @throws UsageError with every mistake */
export async function loadAdapter(file: string): Promise<AppAdapter> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`--adapter is "${file}", and there is no such file.`);
  const module = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new UsageError(`The adapter ${file} cannot be loaded: ${toReason(error, file)}`);
  });
  return checkAdapter(findDefault(module), file);
}

/** A compiled CommonJS module has its default export inside of another one. */
function findDefault(module: unknown): unknown {
  const { default: outer } = module as { readonly default?: { readonly default?: unknown } };
  return outer?.default ?? outer;
}

function toReason(error: unknown, file: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return `this version of Node does not run TypeScript. Write it as JavaScript, such as ${file.replace(/\.[cm]?ts$/, '.mjs')}, or use Node 22.18 or newer.`;
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return reason.replace(/\.?$/, '.');
}

const keys = [
  'start',
  'submits',
  'status',
  'statuses',
  'resume',
  'secondTab',
] as const satisfies readonly (keyof AppAdapter)[];

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** @throws UsageError with every mistake */
export function checkAdapter(given: unknown, file: string): AppAdapter {
  if (typeof given !== 'object' || given === null)
    throw new UsageError(
      `The adapter ${file} has no default export that is an object. Write "export default { start: async ({ page, job }) => { ... }, status: '#status' };".`,
    );
  const adapter = given as Readonly<Partial<Record<keyof AppAdapter, unknown>>>;
  const mistakes = findUnknownOptions(given, keys).map((one) => one.replace('option', 'key'));
  if (!isFunction(adapter.start))
    mistakes.push('"start" is missing; it must be a function that makes the app follow the job.');
  if (!isFunction(adapter.status) && (typeof adapter.status !== 'string' || adapter.status.trim() === ''))
    mistakes.push('"status" is missing; it must be a CSS selector, or a function that reads the status.');
  for (const name of ['resume', 'secondTab'] as const)
    if (adapter[name] !== undefined && !isFunction(adapter[name]))
      mistakes.push(`"${name}" must be a function.`);
  if (adapter.submits !== undefined && typeof adapter.submits !== 'boolean')
    mistakes.push('"submits" must be true or false.');
  mistakes.push(...checkStatuses(adapter.statuses));
  if (mistakes.length > 0)
    throw new UsageError([`The adapter ${file} cannot be used:`, ...mistakes.map((one) => `- ${one}`)]);
  return given as AppAdapter;
}

function checkStatuses(given: unknown): readonly string[] {
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null)
    return [`"statuses" must be an object such as { Done: 'completed' }.`];
  const { apiStatuses } = loadShippedSpec().lifeCycle;
  return Object.entries(given).flatMap(([text, status]) =>
    (apiStatuses as readonly unknown[]).includes(status)
      ? []
      : [
          `"statuses" maps ${JSON.stringify(text)} to ${JSON.stringify(status)}; allowed: ${apiStatuses.join(', ')}.`,
        ],
  );
}
