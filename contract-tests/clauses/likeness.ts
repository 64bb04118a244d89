/** Compares responses, ignoring what differs in every response anyway: dates, request ids, load. */
import { isMap } from '../../openapi/values.ts';
import { parseJson } from '../../openapi/conformance.ts';
import { type AnsweredExchange, getHeader } from '../evidence/exchange.ts';
import { memoize } from '../evidence/remember.ts';

/** The parts that differ between responses to equal requests. */
export interface Noise {
  /** Names of headers, in lower case. */
  readonly headers: ReadonlySet<string>;
  /** Names of headers that are sometimes missing, in lower case. */
  readonly presence: ReadonlySet<string>;
  /** Names of fields of a JSON body. */
  readonly fields: ReadonlySet<string>;
  /** Whether bodies that are not JSON differ. */
  readonly text: boolean;
}

/** Headers for time and load, which may be equal by chance. Content-Length is covered by the body. */
const volatileHeaders =
  /^(date|age|expires|last-modified|retry-after|content-length|set-cookie|server-timing|connection|keep-alive|via|x-cache.*|cf-.*|.*(request-?id|correlation-id|trace|rate-?limit|runtime|response-time).*)$/;

/** Headers that a correct server sends always or never, with any value. */
const presenceHeaders = /^(expires|last-modified|content-length|set-cookie)$/;

/** @param groups responses to equal requests, by group */
export function findNoise(groups: readonly (readonly AnsweredExchange[])[]): Noise {
  const pairs = groups.flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((other) => [first, other] as const),
  );
  const collectDiffering = (
    names: (exchange: AnsweredExchange) => readonly string[],
    getValue: GetValue,
    counts: (pair: (typeof pairs)[number], name: string) => boolean = () => true,
  ) =>
    new Set(
      pairs.flatMap((pair) =>
        pair
          .flatMap(names)
          .filter((name) => getValue(pair[0], name) !== getValue(pair[1], name) && counts(pair, name)),
      ),
    );
  return {
    headers: collectDiffering(listHeaderNames, ({ outcome }, name) => getHeader(outcome, name)),
    presence: collectDiffering(listHeaderNames, ({ outcome }, name) =>
      String(getHeader(outcome, name) !== undefined),
    ),
    fields: collectDiffering(
      (exchange) => Object.keys(readFields(exchange) ?? {}),
      (exchange, name) => readFields(exchange)?.[name],
      // A field that only one response has is not noise, because the bodies differ.
      ([a, b], name) => readFields(a)?.[name] !== undefined && readFields(b)?.[name] !== undefined,
    ),
    text: pairs.some(([a, b]) => readFields(a) === undefined && getText(a) !== getText(b)),
  };
}

type GetValue = (exchange: AnsweredExchange, name: string) => string | undefined;

/** Status, headers and body without noise, on one line. */
export function describeExchange(exchange: AnsweredExchange, noise: Noise): string {
  const headers = listHeaderNames(exchange)
    .filter((name) =>
      volatileHeaders.test(name)
        ? presenceHeaders.test(name) && !noise.presence.has(name)
        : !noise.headers.has(name),
    )
    .map((name) => `${name}: ${volatileHeaders.test(name) ? 'sent' : getHeader(exchange.outcome, name)}`)
    .toSorted();
  return `${exchange.outcome.status} ${describeBody(exchange, noise)} [${headers.join('; ')}]`;
}

/** The body without noise, with a placeholder for the requested id. */
export function describeBody(exchange: AnsweredExchange, { fields, text }: Noise): string {
  const all = readFields(exchange);
  if (all === undefined) return text ? '(a body that differs in every response)' : getText(exchange);
  const steady = Object.entries(all).filter(([name]) => !fields.has(name));
  return `{${steady
    .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
    .toSorted()
    .join(',')}}`;
}

const listHeaderNames = memoize(({ outcome }: AnsweredExchange): readonly string[] => [
  ...new Set(outcome.headers.map(([name]) => name.toLowerCase())),
]);

/** The fields of a JSON object, each as text; undefined when the body is not a JSON object. */
const readFields = memoize((exchange: AnsweredExchange): Readonly<Record<string, string>> | undefined => {
  const value = parseJson(getText(exchange))?.value;
  if (!isMap(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, JSON.stringify(field)]));
});

function getText({ outcome, jobId = '' }: AnsweredExchange): string {
  return jobId === '' ? outcome.body : outcome.body.replaceAll(jobId, '<job_id>');
}
