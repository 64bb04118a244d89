/** The command `contract explore`: random sequences of calls, judged together, and made small when they fail. */
import { join } from 'node:path';

import type { ExitStatus, Subcommand, Surroundings } from '../../command-line/command.ts';
import { formatFlagHelp } from '../../command-line/options.ts';
import { writeFile } from '../../files/write-file.ts';
import type { Spec } from '../../openapi/spec.ts';
import { createRedactor, type Redactor } from '../../text/redactor.ts';
import { toVisibleJson } from '../../text/visible.ts';
import type { Exploration, Fault } from '../explore/exploration.ts';
import { toJsonExploration } from '../explore/json-exploration.ts';
import { printFault, type PrintPlace, printSummary } from '../explore/print-exploration.ts';
import type { ApiPlace } from '../explore/request.ts';
import { formatSequence } from '../explore/sequence.ts';
import { toPrintable } from '../report/printable.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { listProxySecrets } from '../traffic/proxy.ts';
import { quote } from '../evidence/curl.ts';
import {
  exploreFlags,
  type ExploreSettings,
  exploreVariables,
  readExploreOptions,
} from './explore-options.ts';
import { loadModel } from './load-document.ts';
import type { TargetOptions } from './target-options.ts';
import {
  createMockToExplore,
  createTargetToExplore,
  listTargetSecrets,
  runExploration,
  type StartExploreMock,
  tryOnMock,
} from './run-exploration.ts';
import { prepareReportDir } from './write-reports.ts';

const help = `Usage: enrichment-sandbox contract explore [flags]

Sends random sequences of submissions, actions and reads, some of them at once, and judges whether any order of the calls
explains their responses. A sequence that fails is made as small as possible. It writes, so it needs --allow-writes with a
base URL, and it never runs against production. Without a base URL, it starts a mock and explores that one.

${formatFlagHelp(exploreFlags)}

Variables:
${exploreVariables}

Exit status: 0 nothing was found, 1 something was found, 2 wrong usage or configuration, 3 nothing could be explored.`;

/** @param startMock starts a mock for a run without a base URL, and to compare a finding with */
export function createExploreCommand(startMock: StartExploreMock): Subcommand {
  return {
    async run(args, surroundings) {
      const startedMs = Date.now();
      const settings = readExploreOptions(args, surroundings.env);
      if (settings.given.help === true) {
        surroundings.print(help);
        return 0;
      }
      const folder = settings.given['report-dir'];
      if (folder !== undefined) prepareReportDir(folder);
      const { target } = settings;
      const secrets = target === undefined ? [] : listTargetSecrets(target);
      const redact = createRedactor([...secrets, ...listProxySecrets(surroundings.env)]);
      try {
        return await run(settings, surroundings, startMock, redact, startedMs);
      } catch (error) {
        if (error instanceof Error) error.message = redact(error.message);
        if (!(error instanceof NothingToJudge)) throw error;
        surroundings.complain(toPrintable(error.message));
        return 3;
      }
    },
  };
}

/** Where the output goes. */
interface Voice extends Surroundings {
  readonly remark: (text: string) => void;
}

const ignore = () => undefined;

function createVoice({ given }: ExploreSettings, surroundings: Surroundings, redact: Redactor): Voice {
  const write = given.json === true ? surroundings.complain : surroundings.print;
  const print = (text: string) => write(toPrintable(redact(text)));
  return {
    ...surroundings,
    print,
    remark: given.quiet === true ? ignore : print,
    progress: given.quiet === true ? ignore : surroundings.progress,
  };
}

async function run(
  settings: ExploreSettings,
  surroundings: Surroundings,
  startMock: StartExploreMock,
  redact: Redactor,
  startedMs: number,
): Promise<ExitStatus> {
  const { given, target, seed } = settings;
  const voice = createVoice(settings, surroundings, redact);
  const { spec } = await loadModel(given.spec);
  const isOwn = target === undefined;
  voice.remark(
    isOwn
      ? 'No base URL is given, so this run starts a mock and explores it.'
      : formatIntention(settings, target),
  );
  const mock = isOwn ? await startMock(given.spec, surroundings.root) : undefined;
  try {
    const explored = mock === undefined ? createTargetToExplore(target) : createMockToExplore(mock, seed);
    const { exploration, place } = await runExploration(settings, explored, spec, voice);
    const whole = isOwn ? exploration : await compareWithMock(exploration, settings, startMock, spec, voice);
    return await report(
      whole,
      toPrintPlace(place, settings),
      settings,
      voice,
      surroundings,
      redact,
      startedMs,
    );
  } finally {
    await mock?.stop();
  }
}

function formatIntention(
  { maxJobs, maxCredits, timeMs }: ExploreSettings,
  target: TargetOptions | undefined,
): string {
  return `This run has write access to ${target?.baseUrl ?? ''}. It submits at most ${maxJobs} jobs for at most ${maxCredits} credits, and pauses and resumes them, for ${Math.round(timeMs / 1000)} s. It changes no other job.`;
}

async function compareWithMock(
  exploration: Exploration,
  settings: ExploreSettings,
  startMock: StartExploreMock,
  spec: Spec,
  voice: Voice,
): Promise<Exploration> {
  if (exploration.faults.length === 0) return exploration;
  const mock = await startMock(settings.given.spec, voice.root);
  try {
    const faults: Fault[] = [];
    const quiet = { ...voice, progress: () => voice.progress('trying it on a mock', '') };
    for (const fault of exploration.faults)
      faults.push(
        await tryOnMock(fault, settings, mock, spec, quiet, formatSequence(fault.smallest.sequence)),
      );
    return { ...exploration, faults };
  } finally {
    await mock.stop();
  }
}

function toPrintPlace(place: ApiPlace, { given, target }: ExploreSettings): PrintPlace {
  const flags = [
    ...(given['base-url'] === undefined ? [] : [`--base-url ${quote(given['base-url'])}`]),
    ...(target === undefined ? [] : ['--allow-writes']),
    ...(given['token-env'] === undefined ? [] : [`--token-env ${given['token-env']}`]),
    ...(given.spec === undefined ? [] : [`--spec ${quote(given.spec)}`]),
  ];
  return {
    ...place,
    variables: { you: target?.tokenVariable ?? 'CONTRACT_TOKEN', other: 'CONTRACT_OTHER_TOKEN' },
    flags: flags.map((flag) => ` ${flag}`).join(''),
  };
}

async function report(
  exploration: Exploration,
  place: PrintPlace,
  { given, target }: ExploreSettings,
  voice: Voice,
  surroundings: Surroundings,
  redact: Redactor,
  startedMs: number,
): Promise<ExitStatus> {
  const tookMs = Date.now() - startedMs;
  const exitStatus = getExitStatus(exploration);
  const summary = printSummary(exploration, tookMs);
  const findings = exploration.faults.map((fault) => printFault(fault, place));
  for (const text of findings) voice.print(`${text}\n`);
  if (exitStatus === 3)
    voice.complain(toPrintable(redact(`Nothing could be explored: ${explainNothing(exploration)}`)));
  voice.remark(summary);
  if (given.quiet === true) voice.print(summary.split('\n').at(-1) ?? '');
  const head = {
    version: VERSION,
    startedAt: new Date(startedMs).toISOString(),
    tookMs,
    target: target === undefined ? '' : place.origin,
    exitStatus,
  };
  const value = redact(JSON.stringify(toJsonExploration(head, exploration, place), null, 2));
  const json = toVisibleJson(value);
  if (given.json === true) surroundings.print(json);
  const folder = given['report-dir'];
  if (folder === undefined) return exitStatus;
  await writeFile(join(folder, 'explore.json'), `${json}\n`);
  await writeFile(
    join(folder, 'explore.txt'),
    `${toPrintable(redact([...findings, summary].join('\n\n')))}\n`,
  );
  voice.remark(`Reports: ${folder}`);
  return exitStatus;
}

/** A finding counts even if the run was interrupted afterwards. */
function getExitStatus({ faults, sawJobs, plays, undecided }: Exploration): ExitStatus {
  if (faults.length > 0) return 1;
  return !sawJobs || (plays > 0 && undecided >= plays) ? 3 : 0;
}

function explainNothing({ trouble, refusals, sequences, end }: Exploration): string {
  if (trouble !== undefined) return trouble;
  const [status] = Object.keys(refusals);
  if (status !== undefined) return `the target accepted no submission (status ${status}).`;
  if (end === 'interrupted') return 'the run was interrupted.';
  return sequences === 0
    ? 'the budget is too small for one sequence. Give more with --max-jobs, --max-credits, --max-requests or --time.'
    : 'no job was seen after its submission.';
}
