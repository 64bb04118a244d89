/** Judges every response as HTTP: in UTF-8, not cached, and the same for HEAD as for GET. */
import { toMediaType } from '../../openapi/conformance.ts';
import type { Judge } from '../verdict/clause.ts';
import { type Exchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { findRepeatedKeys } from '../evidence/repeated-keys.ts';
import { aRedirect } from './framework.ts';
import { selectAnswered, judgeEachTagged, judgeEach, type CheckFinding } from './judging.ts';
import { anAnswer } from './wanted.ts';

const ofJobs = ['list', 'list-page', 'list-again', 'detail', 'detail-again'] as const;
const watched = ['watch-list', 'watch-detail'] as const;

/** Compares the lengths of HEAD and GET only if GET had the same length before and after. */
export const headersLikeGet: Judge = judgeEach(
  (seen) => selectAnswered(seen, 'head').filter(({ outcome }) => outcome.status === 200),
  { what: 'a response to HEAD with status 200, after one to GET', tags: ['head'] },
  (head, { evidence }) => {
    const gets = evidence.exchanges
      .filter(isAnswered)
      .filter(
        ({ request, outcome }) =>
          request.method === 'GET' && request.url === head.request.url && outcome.status === 200,
      )
      .filter(({ request }) => request.headers.some(([name]) => name === 'Authorization'));
    const getPlace = ({ id }: Exchange) => evidence.exchanges.findIndex((one) => one.id === id);
    const before = gets.findLast((get) => getPlace(get) < getPlace(head));
    const after = gets.find((get) => getPlace(get) > getPlace(head));
    if (before === undefined) return undefined;
    return ['Content-Type', 'Content-Length'].flatMap((name): readonly CheckFinding[] => {
      const [wanted, sent] = [getHeader(before.outcome, name), getHeader(head.outcome, name)];
      const later = after === undefined ? undefined : getHeader(after.outcome, name);
      // The length of a compressed response is known only after compression.
      const isPacked = getHeader(before.outcome, 'content-encoding') !== undefined;
      const mayDiffer = name === 'Content-Length' && (later !== wanted || isPacked || isNearly(sent, wanted));
      if (sent === wanted || wanted === undefined || mayDiffer) return [];
      return [{ expected: `${name}: ${wanted}, as for GET in ${before.id}`, actual: sent ?? `no ${name}` }];
    });
  },
);

/** A job that changed in between alters the length by a few characters, which no real mistake does. */
function isNearly(sent: string | undefined, wanted: string | undefined): boolean {
  return sent === undefined || Math.abs(Number(sent) - Number(wanted)) <= Number(wanted) / 10;
}

/** JSON must be UTF-8 (RFC 8259, 8.1). Invalid bytes were read as the replacement character. */
export const jsonInUtf8: Judge = judgeEach(
  ({ evidence }) =>
    evidence.exchanges
      .filter(isAnswered)
      .filter(
        ({ outcome }) =>
          outcome.body !== '' && toMediaType(getHeader(outcome, 'content-type')) === 'application/json',
      ),
  { what: 'a JSON response', tags: ['list'] },
  ({ outcome }) => {
    const type = getHeader(outcome, 'content-type') ?? '';
    const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type) ?? [];
    const expected = 'JSON in UTF-8';
    if (!/^(utf-?8|us-ascii)$/i.test(charset)) return [{ expected, actual: `Content-Type: ${type}` }];
    return outcome.body.includes('\ufffd') ? [{ expected, actual: 'bytes that are not valid UTF-8' }] : [];
  },
);

export const keysOnce: Judge = judgeEachTagged([...ofJobs, ...watched], anAnswer, ({ outcome }) =>
  findRepeatedKeys(outcome.body).map((key) => ({
    expected: `"${key}" only once in an object`,
    actual: 'it is there twice',
  })),
);

export const redirectPermanent: Judge = judgeEachTagged(['no-slash'], aRedirect, ({ outcome }) => {
  if (outcome.status < 300 || outcome.status >= 400) return undefined;
  return [301, 308].includes(outcome.status)
    ? []
    : [{ expected: 'status 301 or 308', actual: `status ${outcome.status}, which is temporary` }];
});

export const redirectKeepsQuery: Judge = judgeEachTagged(
  ['no-slash'],
  { ...aRedirect, what: 'a redirect of a URL with a query string' },
  ({ request, outcome }) => {
    const location = getHeader(outcome, 'location') ?? '';
    const { search } = new URL(request.url);
    if (
      outcome.status < 300 ||
      outcome.status >= 400 ||
      search === '' ||
      !URL.canParse(location, request.url)
    )
      return undefined;
    return new URL(location, request.url).search === search
      ? []
      : [{ expected: `a Location with ${search}`, actual: location }];
  },
);
