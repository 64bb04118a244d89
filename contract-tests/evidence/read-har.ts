/** Evidence from a HAR of ours, also after another program wrote it again: every form that HAR allows, or one sentence. */
import { createBounder, type Bounder } from './bounds.ts';
import type { Conduct } from './conduct.ts';
import type { Earlier, EarlierJob } from './earlier.ts';
import type { Evidence, Target } from './evidence.ts';
import type { Exchange, Header, Outcome, Tag } from './exchange.ts';
import { isMap } from './sightings.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The evidence that a HAR of ours was made from. @throws Error with a sentence when it is not one of ours, or was damaged */
export function parseEvidence(har: unknown): Evidence {
  const log = isMap(har) ? har['log'] : undefined;
  if (!isMap(log) || !isMap(log['_target']) || !Array.isArray(log['entries']))
    throw new Error('This HAR was not made by the contract suite: it lacks what was asked for and why.');
  const bound = createBounder();
  const entries = log['entries'] as readonly unknown[];
  const target = within('its _target', () => parseTarget(parseFields(log['_target'], '_target')));
  const exchanges = entries.map((entry, index) =>
    within(`entry ${index + 1}`, () => parseExchange(parseFields(entry, 'the entry'), bound)),
  );
  const earlier = log['_earlier'];
  if (earlier === undefined) return { target, exchanges };
  return {
    target,
    exchanges,
    earlier: within('its _earlier', () => parseEarlier(parseFields(earlier, '_earlier'))),
  };
}

/** What is wrong, without where it is. */
class Damage extends Error {}

function within<Value>(place: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const sentence = `This HAR was changed since it was made: ${place} lacks ${error.message}. Take the one that the run wrote.`;
    throw new Error(sentence, { cause: error });
  }
}

function parseTarget(target: Fields): Target {
  const conduct = target['conduct'];
  return {
    baseUrl: urlIn(target, 'baseUrl'),
    ...(isMap(target['otherPrefixes']) ? { otherPrefixes: parseFlags(target['otherPrefixes']) } : {}),
    hasOtherToken: target['hasOtherToken'] === true,
    hasExpiredToken: target['hasExpiredToken'] === true,
    watchedMs: numberIn(target, 'watchedMs', 0),
    mayWrite: target['mayWrite'] === true,
    ...(target['isOwn'] === true ? { isOwn: true } : {}),
    ...(conduct === undefined ? {} : { conduct: parseConduct(parseFields(conduct, 'conduct')) }),
  };
}

function parseFlags(fields: Fields): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === true]));
}

function parseConduct(conduct: Fields): Conduct {
  const mode = (['production', 'nightly', 'full'] as const).find((one) => one === conduct['mode']);
  if (mode === undefined) throw new Damage('the mode');
  const faults = Object.entries(parseFields(conduct['faults'] ?? {}, 'faults'));
  return {
    ...(conduct as Partial<Conduct>),
    mode,
    used: numberIn(conduct, 'used', 0),
    polls: numberIn(conduct, 'polls', 0),
    writes: numberIn(conduct, 'writes', 0),
    withheld: listIn(conduct, 'withheld').map((one) => {
      const { because } = parseFields(one, 'withheld');
      const fields = parseFields(one, 'withheld');
      return {
        tag: textIn(fields, 'tag'),
        because: because === 'mode' ? 'mode' : 'budget',
        count: numberIn(fields, 'count', 0),
      };
    }),
    faults: Object.fromEntries(faults.map(([what, count]) => [what, typeof count === 'number' ? count : 0])),
    ...(conduct['given'] === undefined ? {} : { given: listIn(conduct, 'given').map(String) }),
    ...(conduct['allowed'] === undefined ? {} : { allowed: numberIn(conduct, 'allowed', 0) }),
  };
}

function parseEarlier(earlier: Fields): Earlier {
  return {
    nights: numberIn(earlier, 'nights'),
    jobs: listIn(earlier, 'jobs').map((one): EarlierJob => {
      const job = parseFields(one, 'a job');
      const optional = (['status', 'submittedAt', 'updatedAt'] as const).filter(
        (name) => typeof job[name] === 'string',
      );
      return {
        jobId: textIn(job, 'jobId'),
        ...Object.fromEntries(optional.map((name) => [name, textIn(job, name)])),
        ...(typeof job['place'] === 'number' ? { place: job['place'] } : {}),
        firstSeen: textIn(job, 'firstSeen'),
        lastSeen: textIn(job, 'lastSeen'),
        nightsInStatus: numberIn(job, 'nightsInStatus', 1),
        lateMoves: numberIn(job, 'lateMoves', 0),
      };
    }),
  };
}

function parseExchange(entry: Fields, bound: Bounder): Exchange {
  const own = parseFields(entry['_exchange'], 'what was asked for (_exchange)');
  const request = parseFields(entry['request'], 'the request');
  const { jobId, failed } = own;
  return {
    id: textIn(own, 'id'),
    // A tag that no clause knows is one that no clause looks at.
    tag: textIn(own, 'tag') as Tag,
    operationId: textIn(own, 'operationId'),
    ...(typeof jobId === 'string' ? { jobId } : {}),
    startedMs: numberIn(own, 'startedMs', Date.parse(String(entry['startedDateTime']))),
    tookMs: numberIn(own, 'tookMs', numberIn(entry, 'time', 0)),
    request: {
      method: textIn(request, 'method'),
      url: urlIn(request, 'url'),
      headers: headersIn(request),
      ...bodyIn(request['postData']),
    },
    outcome:
      typeof failed === 'string'
        ? { kind: 'no-response', reason: failed }
        : parseOutcome(parseFields(entry['response'], 'the response'), bound),
  };
}

function parseOutcome(response: Fields, bound: Bounder): Outcome {
  const content = isMap(response['content']) ? response['content'] : {};
  const { text, encoding } = content;
  const body = typeof text === 'string' ? text : '';
  return bound({
    kind: 'response',
    status: numberIn(response, 'status'),
    headers: headersIn(response),
    body: encoding === 'base64' ? fromBase64(body) : body,
  });
}

function fromBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    throw new Damage('a body that is in base64, as it says');
  }
}

const pseudo: ReadonlySet<string> = new Set([':authority', ':method', ':path', ':scheme', ':status']);

/** Of HTTP/2 some programs keep the pseudo headers, which stand in the address already. */
function headersIn(message: Fields): readonly Header[] {
  if (message['headers'] === undefined || message['headers'] === null) return [];
  return listIn(message, 'headers').flatMap((one): readonly Header[] => {
    const header = parseFields(one, 'a header');
    const name = textIn(header, 'name');
    const value = header['value'];
    return pseudo.has(name.toLowerCase()) ? [] : [[name, parseText(value)]];
  });
}

/** A body as a text or, as browsers keep forms, as parameters. */
function bodyIn(postData: unknown): { readonly body?: string } {
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

function parseFields(value: unknown, what: string): Fields {
  if (!isMap(value)) throw new Damage(what);
  return value;
}

function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new Damage(`${name}, which is a list`);
  return value;
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Damage(`${name}, which is a text`);
  return value;
}

/** @param otherwise what counts where there is none */
function numberIn(fields: Fields, name: string, otherwise = Number.NaN): number {
  const value = fields[name];
  const number = typeof value === 'number' ? value : otherwise;
  if (!Number.isFinite(number)) throw new Damage(`${name}, which is a number`);
  return number;
}

function urlIn(fields: Fields, name: string): string {
  const text = textIn(fields, name);
  if (!URL.canParse(text) || !/^https?:/i.test(text)) throw new Damage(`${name}, which is an address`);
  return text;
}
