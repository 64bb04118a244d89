/** One line about a torture, and the text about a client whose lives differ. */
import { formatDuration, duration } from '../time/time.ts';
import type { Tortured, Unsteady } from './find-failure.ts';
import type { Life } from './life/life.ts';
import type { Finding } from './report/finding.ts';
import { formatCall } from './report/test-code.ts';

/** `500 lives, seed 42: no rule broken.` */
export function describeTorture({ lives, seed, ms, isCutShort, finding }: Tortured): string {
  const count = lives === 1 ? '1 life' : `${lives.toLocaleString('en')} lives`;
  const limit = isCutShort && finding === undefined ? ` in ${formatDuration(duration(ms))}` : '';
  const outcome =
    finding === undefined ? 'no rule broken' : `"${finding.rule.name}" broken: ${finding.violation.message}`;
  return `${count}${limit}, seed ${seed}: ${outcome.replace(/\.$/, '')}.`;
}

/** What to do when the same plan led to two lives. */
export function describeUnsteady({ rule, violation, drawn, options }: Finding, unsteady: Unsteady): string {
  const { first, second, isStillBroken } = unsteady;
  const repeated = isStillBroken
    ? 'and again when the same life was played once more, but not in the same way'
    : 'but not when the same life was played once more';
  return [
    `The client broke the rule "${rule.name}" once, ${repeated}: it behaves differently in equal circumstances.`,
    '',
    `  ${violation.message}`,
    `  ${findDifference(first, second)}`,
    '',
    'Probably it keeps something between two lives, such as a cache, a queue or a variable of its module. Create what it needs inside of the function that you pass to `torture`, and clear global caches there.',
    'Or it waits for something that has no virtual time, such as a worker, a file or another server.',
    ...(drawn === undefined ? [] : ['', `Again: ${formatCall(drawn, 'client', options)}`]),
  ].join('\n');
}

/** The first thing that was not the same. */
function findDifference(first: Life, second: Life): string {
  const count = Math.max(first.requests.length, second.requests.length);
  for (let index = 0; index < count; index += 1) {
    const [one, other] = [first.requests[index], second.requests[index]].map(describeRequest);
    if (one !== other) return `Request ${index + 1} was ${one} the first time, and ${other} the second time.`;
  }
  return 'Both lives have the same requests, but what the client reported or left behind differs.';
}

function describeRequest(request: Life['requests'][number] | undefined): string {
  if (request === undefined) return 'not sent';
  return `${request.method} ${request.target} after ${request.sentAt} ms`;
}
