/** Maintains the file that tells scripts where the mock is listening: it exists only as long as the mock does. */
import { readFile, rm } from 'node:fs/promises';

import { readFlags } from '../../command-line/options.ts';
import { refuseUnlessFile, removeLeftovers, writeFile } from '../../files/write-file.ts';
import { mockFlags } from '../start/options.ts';
import type { Fixture } from '../domain/fixture.ts';

/**
 * Removes the file of a mock that was killed. This comes before anything can fail, wrong flags too: a script that waits
 * for the file would take the address of a mock that does not run.
 * @returns the file that the arguments name
 * @throws FileError when something else has its name
 */
export async function removeStaleReadyFile(args: readonly string[]): Promise<string | undefined> {
  const file = readFlags(mockFlags, args).given['ready-file'];
  if (typeof file !== 'string') return undefined;
  await refuseUnlessFile(file);
  await rm(file, { force: true });
  await removeLeftovers(file);
  return file;
}

/**
 * Written whole or not at all, since a script may be waiting for it.
 * @returns removes the file again, unless another mock has written its own since
 * @throws FileError
 */
export async function writeReadyFile(
  file: string,
  url: string,
  { users }: Fixture,
): Promise<() => Promise<void>> {
  const tokens = Object.fromEntries(users.map(({ name, token }) => [name, token]));
  const text = `${JSON.stringify({ url, tokens, pid: process.pid }, null, 2)}\n`;
  await writeFile(file, text, { isPrivate: true });
  return async () => {
    const found = await readFile(file, 'utf8').catch(() => undefined);
    if (found === text) await rm(file, { force: true });
  };
}
