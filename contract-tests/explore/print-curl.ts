/** Prints a sequence as lines for a shell, with the tokens and the ids of jobs as variables. */
import { quote as quoteForShell } from '../evidence/curl.ts';
import { type ApiPlace, createRequest } from './request.ts';
import { listOwners, type Sequence, type SequenceCall, type UserName } from './sequence.ts';

/** The variables that hold the tokens. */
export type TokenVariables = Readonly<Record<UserName, string>>;

/** Stands for the id of a job until the shell puts it in. */
const toPlaceholder = (job: string): string => `job-${job}`;

export function printCurl(sequence: Sequence, place: ApiPlace, variables: TokenVariables): string {
  const owners = listOwners(sequence);
  return sequence
    .flatMap((step): readonly string[] => {
      if (step.kind === 'calls') return printCalls(step.calls, place, variables);
      const user = owners.get(step.job) ?? 'you';
      const read = printRequest({ user, operation: 'read', job: step.job }, place, variables);
      return [`until ${read} | grep '"${step.status}"'; do sleep 1; done`];
    })
    .join('\n');
}

function printCalls(
  calls: readonly SequenceCall[],
  place: ApiPlace,
  variables: TokenVariables,
): readonly string[] {
  const isAlone = calls.length === 1;
  const submissions = calls.filter(({ operation }) => operation === 'submit');
  const lines = calls.map((call) => {
    const line = printRequest(call, place, variables);
    if (call.operation !== 'submit') return `${line} -w '\\n%{http_code}\\n'`;
    return isAlone ? `${call.job}=$(${line} | ${toId})` : `${line} >${call.job}.json`;
  });
  if (isAlone) return lines;
  // The shell sends them at once, and waits for all of them.
  return [`${lines.join(' & ')} & wait`, ...submissions.map(({ job }) => `${job}=$(${toId} <${job}.json)`)];
}

/** The id in the response to a submission. */
const toId = `grep -o '"job_id": *"[^"]*"' | cut -d'"' -f4`;

function printRequest(call: SequenceCall, place: ApiPlace, variables: TokenVariables): string {
  const { method, url, headers, body } = createRequest(
    place,
    call,
    toPlaceholder(call.job),
    `$${variables[call.user]}`,
    'Explored',
  );
  const parts = headers
    .filter(([name]) => name !== 'Accept')
    .map(
      ([name, value]) =>
        `-H ${name === 'Authorization' ? `"${name}: ${value}"` : quoteForShell(`${name}: ${value}`)}`,
    );
  return [
    'curl -sS',
    ...(method === 'GET' ? [] : ['-X', method]),
    ...parts,
    ...(body === undefined ? [] : ['-d', fillJob(quoteForShell(body), call.job)]),
    fillJob(quoteForShell(url), call.job),
  ].join(' ');
}

/** Puts the variable of the job into a quoted text. */
function fillJob(quoted: string, job: string): string {
  return job === '' ? quoted : quoted.replaceAll(toPlaceholder(job), `'"$${job}"'`);
}
