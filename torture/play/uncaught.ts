/** What a client throws where nobody catches it; in a test program it would end the run. */

interface Emitter {
  readonly rawListeners: (event: string) => readonly ((...values: unknown[]) => void)[];
  readonly on: (event: string, listener: (...values: unknown[]) => void) => unknown;
  readonly removeAllListeners: (event: string) => unknown;
}

type Listener = (...values: unknown[]) => void;

/** @returns a function that leaves uncaught errors to the program again */
export function catchUncaught(onError: (error: unknown) => void): () => void {
  const process = findProcess();
  return process === undefined ? catchInPage(onError) : catchInNode(process, onError);
}

interface Vm {
  readonly runInThisContext: (code: string) => unknown;
}

/** Jest gives tests a copy of `process`, which gets no events; only code outside of its context sees the other one. */
function findProcess(): Emitter | undefined {
  const { process } = globalThis as unknown as {
    readonly process?: Emitter & { readonly getBuiltinModule?: (name: string) => unknown };
  };
  if (typeof process?.on !== 'function') return undefined;
  const vm = process.getBuiltinModule?.('node:vm') as Vm | undefined;
  return (vm?.runInThisContext('globalThis.process') as Emitter | undefined) ?? process;
}

const events = ['unhandledRejection', 'uncaughtException'] as const;

function catchInNode(process: Emitter, onError: (error: unknown) => void): () => void {
  const before = events.map((event) => process.rawListeners(event));
  const own: Listener = (error) => onError(error);
  for (const event of events) {
    process.removeAllListeners(event);
    process.on(event, own);
  }
  return () => {
    for (const [index, event] of events.entries()) {
      process.removeAllListeners(event);
      for (const listener of before[index] ?? []) process.on(event, listener);
    }
  };
}

interface PageEvent {
  readonly reason?: unknown;
  readonly error?: unknown;
  readonly preventDefault: () => void;
  readonly stopImmediatePropagation: () => void;
}

function catchInPage(onError: (error: unknown) => void): () => void {
  const page = globalThis as unknown as {
    readonly addEventListener?: (
      name: string,
      listener: (event: PageEvent) => void,
      capture: boolean,
    ) => void;
    readonly removeEventListener?: (
      name: string,
      listener: (event: PageEvent) => void,
      capture: boolean,
    ) => void;
  };
  const listener = (event: PageEvent): void => {
    onError(event.reason ?? event.error);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const names = ['unhandledrejection', 'error'];
  for (const name of names) page.addEventListener?.(name, listener, true);
  return () => {
    for (const name of names) page.removeEventListener?.(name, listener, true);
  };
}
