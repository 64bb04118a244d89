/** The command `demo` in the process of a test. */
import { demo } from '../command.ts';

export interface RunningDemo {
  /** Resolves with the output as soon as it contains the text. */
  readonly printed: (text: string) => Promise<string>;
  readonly stop: () => void;
  readonly ended: Promise<number>;
}

export function runDemo(...args: readonly string[]): RunningDemo {
  let output = '';
  const watchers = new Set<() => void>();
  let stop: () => void = doNothing;
  const stopAsked = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const print = (text: string) => {
    output += `${text}\n`;
    for (const watcher of watchers) watcher();
  };
  const ended = demo.run(args, {
    env: { CI: 'true' },
    root: '.',
    print,
    complain: print,
    progress: doNothing,
    stopAsked,
  });
  return {
    stop,
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (output.includes(text)) resolve(output);
        };
        watchers.add(check);
        ended.then(() => reject(new Error(`It ended without printing "${text}": ${output}`)), reject);
        check();
      }),
  };
}

/** The address of the mock in the output. */
export function findUrl(output: string): string {
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
}

function doNothing(): void {}
