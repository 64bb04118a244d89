/** Opens an address in the browser of the user, where there is one. */
import { spawn } from 'node:child_process';

import type { Environment } from '../command-line/command.ts';

/** What decides whether there is a browser that a person would see. */
export interface Desk {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly isTerminal: boolean;
}

/**
 * The program that opens an address, and its arguments.
 * @returns undefined in CI, and without a terminal or a display
 */
export function findOpener(url: string, { platform, env, isTerminal }: Desk): readonly string[] | undefined {
  const { CI = '', DISPLAY = '', WAYLAND_DISPLAY = '' } = env;
  const isCi = CI !== '' && CI !== 'false' && CI !== '0';
  if (!isTerminal || isCi) return undefined;
  if (platform === 'darwin') return ['open', url];
  // The shell would take the first quoted text as the title of a window.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', url.replaceAll('&', '^&')];
  return DISPLAY === '' && WAYLAND_DISPLAY === '' ? undefined : ['xdg-open', url];
}

/** Without a browser nothing happens: the address is printed anyway. */
export function openBrowser(url: string, desk: Desk): void {
  const [program, ...args] = findOpener(url, desk) ?? [];
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
