/** Reads evidence from a HAR that the suite wrote, even after another program rewrote it in a valid form. */
import { isMap } from '../../openapi/values.ts';
import { createBodyLimiter, type BodyLimiter } from './bounds.ts';
import type { Conduct } from './conduct.ts';
import { type Defect, isDefectKind } from './defects.ts';
import type { Earlier, EarlierJob } from './earlier.ts';
import type { AppTraffic, Evidence, Target } from './evidence.ts';
import type { Exchange, Header, Response } from './exchange.ts';
import type { Tag } from './probes.ts';

type HarFields = Readonly<Record<string, unknown>>;

/** Whether the suite wrote this HAR: another program's has no details of a run. */
export function isOfSuite(har: unknown): boolean {
  return isMap(har) && isMap(har['log']) && isMap(har['log']['_target']);
}

/** Parses the evidence in a HAR. @throws Error with a message when the suite did not write it, or when it is damaged */
export function parseEvidence(har: unknown): Evidence {
  const log = isMap(har) ? har['log'] : undefined;
  if (!isMap(log) || !isMap(log['_target']) || !Array.isArray(log['entries']))
    throw new Error(
      'The contract suite did not write this HAR: it has no _target with the details of the run.',
    );
  const bound = createBodyLimiter();
  const entries = log['entries'] as readonly unknown[];
  const target = locateDamage('its _target', () => parseTarget(parseFields(log['_target'], '_target')));
  const exchanges = entries.map((entry, index) =>
    locateDamage(`entry ${index + 1}`, () => parseExchange(parseFields(entry, 'the entry'), bound)),
  );
  const earlier = log['_earlier'];
  if (earlier === undefined) return { target, exchanges };
  return {
    target,
    exchanges,
    earlier: locateDamage('its _earlier', () => parseEarlier(parseFields(earlier, '_earlier'))),
  };
}

/** The missing part, without its place. */
class HarDamage extends Error {}

function locateDamage<Value>(place: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof HarDamage)) throw error;
    const sentence = `This HAR was changed after the run: ${place} lacks ${error.message}. Use the file that the run wrote.`;
    throw new Error(sentence, { cause: error });
  }
}

function parseTarget(target: HarFields): Target {
  const conduct = target['conduct'];
  return {
    baseUrl: readUrl(target, 'baseUrl'),
    ...(isMap(target['otherPrefixes']) ? { otherPrefixes: parseFlags(target['otherPrefixes']) } : {}),
    hasOtherToken: target['hasOtherToken'] === true,
    hasExpiredToken: target['hasExpiredToken'] === true,
    ...(target['hasEmptyToken'] === true ? { hasEmptyToken: true } : {}),
    ...(typeof target['knownJobId'] === 'string' ? { knownJobId: target['knownJobId'] } : {}),
    watchedMs: readNumber(target, 'watchedMs', 0),
    mayWrite: target['mayWrite'] === true,
    ...(target['isOwn'] === true ? { isOwn: true } : {}),
    ...(isMap(target['traffic']) ? { traffic: parseTraffic(target['traffic']) } : {}),
    ...(conduct === undefined ? {} : { conduct: parseConduct(parseFields(conduct, 'conduct')) }),
  };
}

function parseTraffic(traffic: HarFields): AppTraffic {
  const counts = Object.entries(parseFields(traffic['leftOut'] ?? {}, 'leftOut'));
  return {
    program: readText(traffic, 'program'),
    entries: readNumber(traffic, 'entries', 0),
    leftOut: Object.fromEntries(counts.filter(([, count]) => typeof count === 'number')),
  };
}

function parseFlags(fields: HarFields): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === true]));
}

function parseConduct(conduct: HarFields): Conduct {
  const mode = (['production', 'nightly', 'full'] as const).find((one) => one === conduct['mode']);
  if (mode === undefined) throw new HarDamage('the mode');
  const faults = Object.entries(parseFields(conduct['faults'] ?? {}, 'faults'));
  return {
    ...(conduct as Partial<Conduct>),
    mode,
    used: readNumber(conduct, 'used', 0),
    polls: readNumber(conduct, 'polls', 0),
    writes: readNumber(conduct, 'writes', 0),
    withheld: readList(conduct, 'withheld').map((one) => {
      const { reason } = parseFields(one, 'withheld');
      const fields = parseFields(one, 'withheld');
      return {
        tag: readText(fields, 'tag'),
        reason: reason === 'mode' ? 'mode' : 'budget',
        count: readNumber(fields, 'count', 0),
      };
    }),
    faults: Object.fromEntries(faults.map(([what, count]) => [what, typeof count === 'number' ? count : 0])),
    ...(conduct['given'] === undefined ? {} : { given: readList(conduct, 'given').map(String) }),
    ...(conduct['allowed'] === undefined ? {} : { allowed: readNumber(conduct, 'allowed', 0) }),
  };
}

function parseEarlier(earlier: HarFields): Earlier {
  return {
    runs: readNumber(earlier, 'runs'),
    jobs: readList(earlier, 'jobs').map((one): EarlierJob => {
      const job = parseFields(one, 'a job');
      const optional = (['status', 'submittedAt', 'updatedAt'] as const).filter(
        (name) => typeof job[name] === 'string',
      );
      return {
        jobId: readText(job, 'jobId'),
        ...Object.fromEntries(optional.map((name) => [name, readText(job, name)])),
        ...(typeof job['place'] === 'number' ? { place: job['place'] } : {}),
        firstSeen: readText(job, 'firstSeen'),
        lastSeen: readText(job, 'lastSeen'),
        daysInStatus: readNumber(job, 'daysInStatus', 1),
        lateMoves: readNumber(job, 'lateMoves', 0),
      };
    }),
  };
}

function parseExchange(entry: HarFields, bound: BodyLimiter): Exchange {
  const own = parseFields(entry['_exchange'], 'the purpose of the request (_exchange)');
  const request = parseFields(entry['request'], 'the request');
  const { jobId, caller, failed, malformed } = own;
  return {
    id: readText(own, 'id'),
    // No clause uses an unknown tag.
    tag: readText(own, 'tag') as Tag,
    operationId: readText(own, 'operationId'),
    ...(typeof jobId === 'string' ? { jobId } : {}),
    ...(typeof caller === 'string' ? { caller } : {}),
    startedMs: readNumber(own, 'startedMs', Date.parse(String(entry['startedDateTime']))),
    tookMs: readNumber(own, 'tookMs', readNumber(entry, 'time', 0)),
    ...(typeof own['tries'] === 'number' ? { tries: own['tries'] } : {}),
    request: {
      method: readText(request, 'method'),
      url: readUrl(request, 'url'),
      headers: parseHeaders(request),
      ...parsePostData(request['postData']),
    },
    outcome:
      typeof failed === 'string'
        ? { kind: 'no-response', reason: failed, ...(malformed === true ? { isMalformed: true } : {}) }
        : {
            ...parseOutcome(parseFields(entry['response'], 'the response'), bound),
            ...parseDefects(own['defects']),
            ...(own['disguised'] === true ? { isErrorInDisguise: true } : {}),
          },
  };
}

/** An unknown defect is left out, since no clause could name it. */
function parseDefects(value: unknown): Pick<Response, 'defects'> {
  if (!Array.isArray(value)) return {};
  const defects = value.flatMap((one): readonly Defect[] => {
    if (!isMap(one) || !isDefectKind(one['kind'])) return [];
    const { kind, detail } = one;
    return [{ kind, ...(typeof detail === 'string' ? { detail } : {}) }];
  });
  return defects.length === 0 ? {} : { defects };
}

function parseOutcome(response: HarFields, bound: BodyLimiter): Response {
  const content = isMap(response['content']) ? response['content'] : {};
  const { text, encoding } = content;
  const body = typeof text === 'string' ? text : '';
  return bound({
    kind: 'response',
    status: readNumber(response, 'status'),
    headers: parseHeaders(response),
    body: encoding === 'base64' ? decodeBase64(body) : body,
  });
}

function decodeBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    throw new HarDamage('a valid base64 body');
  }
}

const pseudo: ReadonlySet<string> = new Set([':authority', ':method', ':path', ':scheme', ':status']);

/** Some programs store the pseudo-headers of HTTP/2, which the URL already contains. */
function parseHeaders(message: HarFields): readonly Header[] {
  if (message['headers'] === undefined || message['headers'] === null) return [];
  return readList(message, 'headers').flatMap((one): readonly Header[] => {
    const header = parseFields(one, 'a header');
    const name = readText(header, 'name');
    const value = header['value'];
    return pseudo.has(name.toLowerCase()) ? [] : [[name, parseText(value)]];
  });
}

/** The body as text or, as browsers store forms, as parameters. */
function parsePostData(postData: unknown): { readonly body?: string } {
  if (!isMap(postData)) return {};
  const { text, params } = postData;
  if (typeof text === 'string') return { body: text };
  if (!Array.isArray(params) || params.length === 0) return {};
  const form = new URLSearchParams();
  for (const param of params)
    if (isMap(param)) form.append(parseText(param['name']), parseText(param['value']));
  return { body: form.toString() };
}

function parseText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value ?? '') ?? '');
}

function parseFields(value: unknown, what: string): HarFields {
  if (!isMap(value)) throw new HarDamage(what);
  return value;
}

function readList(fields: HarFields, name: string): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new HarDamage(`${name}, a list`);
  return value;
}

function readText(fields: HarFields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new HarDamage(`${name}, a string`);
  return value;
}

/** @param otherwise the default */
function readNumber(fields: HarFields, name: string, otherwise = Number.NaN): number {
  const value = fields[name];
  const number = typeof value === 'number' ? value : otherwise;
  if (!Number.isFinite(number)) throw new HarDamage(`${name}, a number`);
  return number;
}

function readUrl(fields: HarFields, name: string): string {
  const text = readText(fields, name);
  if (!URL.canParse(text) || !/^https?:/i.test(text)) throw new HarDamage(`${name}, a URL`);
  return text;
}
