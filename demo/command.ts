/** The command `demo`: a mock with a staged world, in which something happens all the time. */
import type { Subcommand } from '../command-line/command.ts';
import { formatFlagHelp } from '../command-line/options.ts';
import { openBrowser } from './open-browser.ts';
import { demoFlags, type DemoOptions, readDemoOptions } from './options.ts';
import { playShow } from './play-show.ts';
import { formatScript } from './presenter/script-text.ts';
import { customers } from './show/customers.ts';
import { formatShowTime } from './show/describe-scene.ts';
import { acts, actSeconds } from './show/show.ts';
import { startDemo } from './start-demo.ts';

const help = `Usage: enrichment-sandbox demo [flags]

Shows the mock to an audience: five customers enrich their lists for fifteen minutes, and something happens every few seconds. It needs no network.

${formatFlagHelp(demoFlags)}

Exit status: 0 stopped by the user or recorded, 2 wrong usage or configuration.`;

export const demo: Subcommand = {
  async run(args, { root, env, print, complain, progress, stopAsked, isTerminal = false }) {
    if (args.includes('--help')) {
      print(help);
      return 0;
    }
    const options = readDemoOptions(args);
    if (options.script) {
      print(formatScript());
      return 0;
    }
    if (options.record !== undefined) {
      const { recordShow } = await import('./record/record-show.ts');
      print(
        await recordShow({ ...options, folder: options.record, root, env, complain, progress, stopAsked }),
      );
      return 0;
    }
    const { url, stage, player, stop } = await startDemo({ ...options, root, complain });
    // Six minutes of lanes, so that their movement shows.
    const dashboard = `${url}/__mock__/?world=default&span=6m`;
    print(formatWelcome(url, dashboard, options));
    if (!options.noOpen) openBrowser(dashboard, { platform: process.platform, env, isTerminal });
    const stopping = new AbortController();
    const played = playShow({
      player,
      stage,
      loops: options.loop,
      beginsFrozen: options.frozen,
      onAct: (act) => print(formatAct(act, options.loop)),
      stopping: stopping.signal,
    });
    try {
      await Promise.race([stopAsked, played]);
    } finally {
      stopping.abort();
      await stop();
      await played;
    }
    print('\nStopped.');
    return 0;
  },
};

function formatWelcome(url: string, dashboard: string, { frozen, loop }: DemoOptions): string {
  const token = Object.values(customers)[0]?.token ?? '';
  return `The demo is ready. Ctrl-C stops it.

  Dashboard    ${dashboard}
  What to say  ${url}/__mock__/presenter/
  API          ${url}/api/v1/, with tokens such as ${token}

Show the dashboard to the audience, and open the other page where only you can see it. In the dashboard, Space stops the
clock and starts it again, the right arrow goes to the next change, and ? lists all keys. The show follows the clock.
It takes fifteen minutes${loop ? ', and then begins again' : ''}.${frozen ? ' The clock is stopped: press Space to begin.' : ''}
`;
}

function formatAct(act: number | undefined, loops: boolean): string {
  if (act === undefined)
    return loops
      ? 'The show begins again.'
      : 'The show is over. Reset the world to begin again, or press Ctrl-C.';
  return `${formatShowTime(act * actSeconds).padStart(5)}  ${acts[act]?.title ?? ''}`;
}
