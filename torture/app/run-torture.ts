/** Runs a torture: opens what it needs, searches, prints what it found, and closes everything. */
import type { Browser } from 'playwright-core';

import type { ExitStatus, Surroundings } from '../../command-line/command.ts';
import { listCoachWarnings } from '../../library/coach-rules.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { toVisible } from '../../text/visible.ts';
import { createWorlds } from '../play/world.ts';
import type { AppAdapter } from './adapter.ts';
import { AppError } from './app-error.ts';
import { launchBrowser } from './browser.ts';
import { type Breaker, openBreaker } from './breaker.ts';
import { checkRehearsal } from './check-rehearsal.ts';
import { formatAppFinding } from './format-app-finding.ts';
import { createAppRules } from './judge-app.ts';
import { loadAdapter } from './load-adapter.ts';
import type { TortureSettings } from './options.ts';
import type { AppRule } from './page-rules.ts';
import { playApp } from './play-app.ts';
import { type Lane, Search, type Searched } from './search-app.ts';
import { createStatusReader } from './status-text.ts';
import { writeAppReport } from './write-app-report.ts';

/** All rules, in the order in which they are reported. */
export function listAppRules(hasConsole: boolean): readonly AppRule[] {
  const spec = loadShippedSpec();
  return createAppRules({ spec, coachRules: listCoachWarnings(spec), hasConsole });
}

/** @throws UsageError and AppError */
export async function runTorture(settings: TortureSettings, surroundings: Surroundings): Promise<ExitStatus> {
  const adapter = await loadAdapter(settings.adapter);
  await checkReachable(settings.app);
  const browser = await launchBrowser({ ...settings, program: settings.browser });
  const breaker = await openBreaker().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  try {
    return await torture(settings, surroundings, { adapter, browser, breaker });
  } finally {
    await Promise.all([browser.close().catch(() => undefined), breaker.close()]);
  }
}

interface Opened {
  readonly adapter: AppAdapter;
  readonly browser: Browser;
  readonly breaker: Breaker;
}

async function torture(
  settings: TortureSettings,
  { print, progress, stopAsked }: Surroundings,
  opened: Opened,
): Promise<ExitStatus> {
  let isStopped = false;
  void stopAsked.then(() => {
    isStopped = true;
  });
  const lane = createLane(settings, opened);
  const lanes = [lane, ...Array.from({ length: settings.parallel - 1 }, () => createLane(settings, opened))];
  const rules = listAppRules(settings.hasConsole).filter(({ name }) => !settings.without.includes(name));
  const began = Date.now();
  const search = new Search({
    ...settings,
    lanes,
    rules,
    now: () => Date.now(),
    isStopped: () => isStopped,
    onLife: (lives) => progress('playing lives', String(lives)),
    onSimpler: (lives) => progress('making the finding smaller', `${lives} lives`),
  });
  const command = formatCommand(settings);
  print(`${settings.app}: seed ${settings.seed}, ${settings.parallel} lives at once.`);
  checkRehearsal(await search.rehearse(), opened.adapter, settings);
  const searched = await search.run();
  const seconds = (Date.now() - began) / 1000;
  if (searched.blocked.size > 0)
    print(
      `Requests to ${[...searched.blocked]
        .toSorted()
        .map((host) => toVisible(host))
        .join(', ')} were blocked; --allow-host lets them pass.`,
    );
  const { finding } = searched;
  if (finding === undefined) {
    print(`${describeCount(searched, seconds)}: no rule broken.`);
    if (!isStopped) return 0;
    print('The search was stopped early.');
    return 3;
  }
  print('');
  print(formatAppFinding(finding, `${command} --path ${finding.path}`));
  if (settings.report !== undefined) {
    progress('writing the report', settings.report);
    const file = await writeAppReport(settings.report, {
      ...settings,
      finding,
      rules,
      command: `${command} --path ${finding.path}`,
      lane,
      lives: searched.lives,
      toStatus: createStatusReader(opened.adapter.statuses),
    });
    print(`Report: ${file}`);
  }
  print(`${describeCount(searched, seconds)}.`);
  return 1;
}

/** A lane has its own worlds, since those of a life are one. */
function createLane({ app, api, allowedHosts }: TortureSettings, opened: Opened): Lane {
  const worlds = createWorlds();
  return {
    play: (plan, onStep) =>
      playApp({
        ...opened,
        worlds,
        app,
        api,
        allowedHosts,
        plan,
        ...(onStep === undefined ? {} : { onStep }),
      }),
  };
}

/** No browser is started for an app that is not there. */
async function checkReachable(app: string): Promise<void> {
  const maxWait = 10_000;
  try {
    const response = await fetch(app, { redirect: 'manual', signal: AbortSignal.timeout(maxWait) });
    await response.body?.cancel();
  } catch (error) {
    const reason = findReason(error);
    throw new AppError(
      `The app ${app} cannot be reached: ${reason.replace(/\.?$/, '.')} Start it, or correct --app.`,
    );
  }
}

/** That of the cause, since `fetch` only says that it failed. */
function findReason(error: unknown): string {
  const { cause, message } = error as {
    readonly cause?: { readonly message?: unknown };
    readonly message?: unknown;
  };
  return String(cause?.message ?? message ?? error);
}

function describeCount({ lives, finding }: Searched, seconds: number): string {
  const all = lives + (finding?.simplerLives ?? 0);
  const count = `${lives} ${lives === 1 ? 'life' : 'lives'}`;
  const simpler =
    finding === undefined || finding.simplerLives === 0 ? '' : ` and ${finding.simplerLives} simpler ones`;
  return `${count}${simpler} in ${seconds.toFixed(0)} s (${Math.round((60 * all) / Math.max(seconds, 1))} a minute)`;
}

/** What repeats the search, to be pasted into a shell. */
function formatCommand({
  app,
  adapter,
  api,
  allowedHosts,
  without,
  hasConsole,
  seed,
}: TortureSettings): string {
  const flags = [
    ['app', app],
    ['adapter', adapter],
    ...(api === undefined ? [] : [['api', api]]),
    ...allowedHosts.map((host) => ['allow-host', host]),
    ...without.map((rule) => ['without', rule]),
    ['seed', String(seed)],
  ] as const;
  const texts = flags.map(([name = '', value = '']) => `--${name} ${quote(value)}`);
  return ['npx enrichment-sandbox torture', ...texts, ...(hasConsole ? ['--console-errors'] : [])].join(' ');
}

const quote = (text: string): string =>
  /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
