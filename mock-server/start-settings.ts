/** What `startMock` gets from the command `mock`, in one process or in each of several. */
import type { Ingredients } from './ingredients.ts';
import { toPlainLine } from './journal/plain-line.ts';
import { createMockSite } from './mock-site.ts';
import type { MockOptions } from './options.ts';
import type { MockStartOptions } from './start.ts';

export interface Reports {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Called with each violation of the document. */
  readonly onBreach: (sentence: string) => void;
}

export function createStartSettings(
  options: MockOptions,
  ingredients: Ingredients,
  root: string,
  { print, complain, onBreach }: Reports,
): MockStartOptions {
  const warn = (sentence: string) => complain(toPlainLine(sentence));
  const { selfCheck } = options;
  const watching = selfCheck || options.specFile !== undefined ? { onBreach } : {};
  return {
    ...options,
    ...ingredients,
    site: createMockSite({ ...options, ...ingredients, selfCheck }, root),
    ...watching,
    ...chooseLogs(options, print),
    onCrash: (error) => warn(formatCrash(error)),
    warn,
  };
}

/** The output while serving; warnings are always printed. */
function chooseLogs({ logged }: MockOptions, print: (line: string) => void) {
  if (logged === 'nothing') return {};
  return logged === 'requests' ? { log: print, logRequest: print } : { log: print };
}

function formatCrash(error: unknown): string {
  return `The mock failed and sent a 500. This is a bug in the mock: ${error instanceof Error ? error.message : String(error)}`;
}
