/**
 * Globals that a page always has, but not each simulated page: Jest's jsdom lacks these. The CommonJS bundles for
 * pages take them from here: those of the page, else those of Node outside of the simulated page.
 */

interface Vm {
  readonly runInThisContext: (code: string) => unknown;
}

interface Program {
  readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
}

type Globals = typeof globalThis;

const program = globalThis as Globals & Program;

function find<Name extends keyof Globals>(name: Name): Globals[Name] {
  if (program[name] !== undefined) return program[name];
  const vm = program.process?.getBuiltinModule?.('node:vm') as Vm | undefined;
  const outside = vm?.runInThisContext('globalThis') as Globals | undefined;
  // What is missing outside too stays undefined, as in the page.
  return outside?.[name] as Globals[Name];
}

export const TextEncoder = find('TextEncoder');
export const TextDecoder = find('TextDecoder');
export const ReadableStream = find('ReadableStream');
export const Headers = find('Headers');
export const Request = find('Request');
export const Response = find('Response');
export const Blob = find('Blob');
export const MessageChannel = find('MessageChannel');
export const setImmediate = find('setImmediate');
