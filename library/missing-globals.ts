/**
 * Globals that a page always has, but not each simulated page: Jest's jsdom lacks these. The bundles for
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

export const TextEncoder = /* @__PURE__ */ find('TextEncoder');
export const TextDecoder = /* @__PURE__ */ find('TextDecoder');
export const ReadableStream = /* @__PURE__ */ find('ReadableStream');
export const Headers = /* @__PURE__ */ find('Headers');
export const Request = /* @__PURE__ */ find('Request');
export const Response = /* @__PURE__ */ find('Response');
export const Blob = /* @__PURE__ */ find('Blob');
export const MessageChannel = /* @__PURE__ */ find('MessageChannel');
export const setImmediate = /* @__PURE__ */ find('setImmediate');
