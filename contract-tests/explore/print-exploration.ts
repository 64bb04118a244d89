/** Prints an exploration for people: what was found, how to repeat it, and what could not be judged. */
import { formatDuration, type Duration } from '../../time/time.ts';
import type { Exploration, ExploreEnd, Fault } from './exploration.ts';
import { findingKinds } from './finding.ts';
import type { PlayedCall } from './history.ts';
import { drawHistory, formatResult } from './picture.ts';
import { printCurl, type TokenVariables } from './print-curl.ts';
import { printTest } from './print-test.ts';
import type { ApiPlace } from './request.ts';
import { formatCall, formatSequence, listCalls } from './sequence.ts';

/** What a printed exploration needs besides its result. */
export interface PrintPlace extends ApiPlace {
  readonly variables: TokenVariables;
  /** The flags that repeat this run, without seed and sequence. */
  readonly flags: string;
}

const command = 'npx enrichment-sandbox contract explore';

/** A fault with its history, and how to repeat it. */
export function printFault(fault: Fault, place: PrintPlace): string {
  const { smallest, original, index, plays, onMock } = fault;
  const { sequence, finding, calls } = smallest;
  const isSmaller = smallest !== original;
  const size = countCalls(listCalls(sequence).length);
  return [
    `FOUND: ${findingKinds[finding.kind]}`,
    '',
    `  ${formatSequence(sequence)}`,
    '',
    toSentence(finding.message),
    '',
    drawHistory(calls),
    '',
    printTable(calls),
    '',
    plays === 0
      ? `It failed in try ${index + 1}.`
      : isSmaller
        ? `This sequence has ${size}. Sequence ${index + 1} of the seed, with ${countCalls(listCalls(original.sequence).length)}, failed in the same way; making it smaller took ${plays} tries.`
        : `This is sequence ${index + 1} of the seed. No smaller sequence failed in ${plays} tries.`,
    ...(onMock === undefined ? [] : [formatMock(onMock)]),
    '',
    'Again:',
    '',
    indent(`${command}${place.flags} --sequence '${formatSequence(sequence)}'`),
    '',
    'With curl:',
    '',
    indent(printCurl(sequence, place, place.variables)),
    '',
    'As a test:',
    '',
    indent(printTest(sequence)),
  ].join('\n');
}

const countCalls = (count: number): string => `${count} call${count === 1 ? '' : 's'}`;
const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
const toSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

function formatMock(onMock: Fault['onMock']): string {
  return onMock === 'fails'
    ? 'A mock of the document fails in the same way.'
    : 'A mock of the document does not fail with it.';
}

/** A line for each call; of the reads of a wait, only the last one. */
function printTable(calls: readonly PlayedCall[]): string {
  const shown = calls.filter(
    ({ isPoll, step }, index) =>
      !isPoll || !calls.slice(index + 1).some((one) => one.isPoll && one.step === step),
  );
  const firstMs = calls[0]?.startedMs ?? 0;
  const rows = shown.map((call) => [
    call.id,
    `${Math.round(call.startedMs - firstMs)}-${Math.round(call.endedMs - firstMs)} ms`,
    formatCall(call.isPoll ? { ...call, operation: 'read' } : call),
    formatRow(call),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

function formatRow(call: PlayedCall): string {
  const { outcome } = call;
  if (outcome.kind === 'uncertain') return outcome.reason;
  const result = formatResult(call);
  const status = String(outcome.answer.status);
  return result.startsWith(status) ? result : `${status} ${result}`;
}

/** The last lines: how much was explored, what is left to know, and the result. */
export function printSummary(exploration: Exploration, tookMs: number): string {
  const { seed, sequences, plays, calls, jobs, requests, polls, faults, end } = exploration;
  const tries = plays === sequences ? '' : `, and ${plays - sequences} tries to make them smaller`;
  const head = `Seed ${seed}: ${sequences} sequence${sequences === 1 ? '' : 's'}${tries}, ${calls} calls, ${jobs} jobs, ${requests} requests and ${polls} polls in ${formatDuration(Math.max(1, tookMs) as Duration)}${ends[end]}`;
  const result =
    faults.length === 0
      ? 'Nothing was found. A race is a matter of chance, so that a longer exploration may find one.'
      : `${faults.length} fault${faults.length === 1 ? ' was' : 's were'} found.`;
  return [head, ...listRemarks(exploration), result].join('\n');
}

const ends: Readonly<Record<ExploreEnd, string>> = {
  requests: '; then the budget of requests was spent (--max-requests).',
  jobs: '; then the budget of jobs was spent (--max-jobs).',
  credits: '; then the budget of credits was spent (--max-credits).',
  time: '; then the time was over (--time).',
  sequences: '.',
  interrupted: '; then it was interrupted.',
  unreachable: '.',
};

/** What a reader must know to judge the result. */
function listRemarks(exploration: Exploration): readonly string[] {
  const { trouble, uncertain, undecided, strangers, left, refusals } = exploration;
  const rejected = Object.entries(refusals).map(([status, count]) => `${count} with ${status}`);
  return [
    ...(trouble === undefined ? [] : [trouble]),
    ...(uncertain === 0
      ? []
      : [
          `${uncertain} calls got no usable response; each may or may not have taken effect, and both were allowed.`,
        ]),
    ...(rejected.length === 0 ? [] : [`Rejected submissions: ${rejected.join(', ')}.`]),
    ...('402' in refusals
      ? []
      : ['Credits: no 402 was seen, so that no balance was seen and the credits could not be checked.']),
    ...(undecided === 0
      ? []
      : [`${undecided} histories had too many possible orders to decide whether one explains them.`]),
    ...(strangers === 0
      ? []
      : [`${strangers} jobs of other programs appeared in the lists; nothing is said about them.`]),
    ...left.map(
      ({ jobId, user, reason }) =>
        `Job ${jobId} of ${user === 'you' ? 'CONTRACT_TOKEN' : 'CONTRACT_OTHER_TOKEN'} may still be paused, because it could not be resumed (${reason}). Resume it with POST ${JSON.stringify({ csv_file_id: jobId, action: 'resume' })} on Control.`,
    ),
  ];
}
