/** The mock that a page is tried against: in this process, on a free port, with a wall clock that stands still. */
import { ingredientsOf } from '../../mock-server/ingredients.ts';
import { readMockOptions } from '../../mock-server/options.ts';
import { startMock } from '../../mock-server/start.ts';
import { welcome } from '../../mock-server/welcome.ts';
import { instant } from '../../time/time.ts';

export interface PageMock {
  /** Host and port, e.g. `127.0.0.1:34567`. */
  readonly host: string;
  /** What the command prints when it starts. */
  readonly printed: string;
  readonly stop: () => Promise<void>;
}

/** What a mock starts with where a page does not say. */
export const defaultFlags = ['--freeze', '--now', '2026-05-06T14:23:11Z'];

/** The present time of all pages, so that they print the same on every day and however slow the machine is. */
const present = instant(Date.parse('2026-05-06T14:23:11Z'));

export async function startPageMock(flags: readonly string[]): Promise<PageMock> {
  const options = readMockOptions(flags);
  const ingredients = await ingredientsOf(options, process.cwd());
  const start = { ...options, ...ingredients };
  const running = await startMock({ ...start, port: 0, now: () => present, onCrash: fail });
  return {
    host: running.url.replace('http://', ''),
    printed: welcome({ ...start, url: running.url }),
    stop: running.stop,
  };
}

function fail(error: unknown): never {
  throw error;
}
