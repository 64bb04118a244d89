/** Lists the clauses about Django REST Framework and HTTP. */
import type { Clause } from '../verdict/clause.ts';
import * as caches from '../clauses/caches.ts';
import * as copies from '../clauses/copies.ts';
import * as framing from '../clauses/framing.ts';
import * as framework from '../clauses/framework.ts';
import * as headers from '../clauses/request-headers.ts';
import * as wire from '../clauses/wire.ts';
import { assumed, client, drf, listPage, mappingPage } from './sources.ts';

// biome-ignore format: one line per clause, so that it reads as a table
export const http = [
  // Django REST Framework and HTTP
  { id: 'slash-redirect', level: 'SHOULD', ...drf('Trailing slash'), promise: 'A path without its trailing slash redirects to the path with it.', judge: framework.slashRedirect },
  { id: 'redirect-same-host', level: 'SHOULD', ...drf('Trailing slash'), promise: 'A redirect stays on the same host.', judge: framework.redirectStaysOnHost },
  { id: 'redirect-permanent', level: 'ASSUMED', ...drf('Trailing slash'), promise: 'The redirect to the trailing slash is permanent.', judge: wire.redirectPermanent },
  { id: 'redirect-keeps-query', level: 'SHOULD', ...drf('Trailing slash'), promise: 'The redirect to the trailing slash keeps the query string.', judge: wire.redirectKeepsQuery },
  { id: 'head-like-get', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD returns the same status code as GET.', judge: framework.headLikeGet },
  { id: 'head-headers-like-get', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD returns the same content type and length as GET.', judge: wire.headersLikeGet },
  { id: 'head-without-body', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD returns no body.', judge: framing.headWithoutBody },
  { id: 'reads-only', level: 'SHOULD', ...drf('Methods'), promise: 'The status endpoints allow only read methods.', judge: framework.onlyReadingMethods },
  { id: 'unknown-query-ignored', level: 'SHOULD', ...drf('Routing'), promise: 'Unknown query parameters are ignored.', judge: framework.unknownQueryIgnored },
  { id: 'nosniff', level: 'ASSUMED', ...drf('Headers'), promise: 'Responses tell browsers not to guess the media type.', judge: framework.nosniff },
  { id: 'json-in-utf8', level: 'SHOULD', ...drf('Headers'), promise: 'JSON is encoded in UTF-8.', judge: wire.jsonInUtf8 },
  { id: 'answers-whole', level: 'MUST', ...client('A client that reads a response of another length hangs, fails, or takes the rest for its next response (RFC 9112, 6.3).'), promise: 'Every response is complete and has the length that its headers state.', judge: framing.answersWhole },
  { id: 'answers-are-http', level: 'MUST', ...client('Most HTTP clients reject a response that breaks the grammar of HTTP (RFC 9112).'), promise: 'Every response follows the grammar of HTTP.', judge: framing.responsesAreHttp },

  // Request headers
  { id: 'any-accept-json', level: 'MUST', ...listPage, promise: "A client that accepts anything, as in the page's example, gets JSON.", judge: headers.anyAcceptJson },
  { id: 'browser-answered', level: 'SHOULD', ...drf('Content negotiation'), promise: 'A request for HTML gets a page, JSON or status 406.', judge: headers.browserAnswered },
  { id: 'words-in-any-language', level: 'MUST', ...mappingPage, promise: 'A job and the body of a 401 are the same in every language.', judge: headers.sameWords },
  { id: 'not-found-in-any-language', ...assumed('The framework can translate its own messages, and no page says that it does not.'), promise: 'The body of a 404 is the same in every language.', judge: headers.notFoundSameWords },
  { id: 'not-compressed-unasked', ...assumed('HTTP allows it (RFC 9110, 12.5.3), but a client without Accept-Encoding may not be able to read it.'), promise: 'No response is compressed unless the request allows it.', judge: headers.notCompressedUnasked },
  { id: 'vary-names-headers', level: 'SHOULD', ...drf('Content negotiation'), promise: 'Vary names the request headers on which a response depends.', judge: headers.varyNamesHeaders },

  // Caches
  { id: 'not-publicly-cached', level: 'MUST', ...client('A shared cache would show one user the jobs of another. This was an assumption and only a notice, since no page mentions caching; but every client depends on it.'), promise: 'No shared cache may store the data of a user.', judge: caches.notPubliclyCached },
  { id: 'rejections-not-shared', level: 'MUST', ...client('A shared cache would give the rejection of one client to the users whose token is valid.'), promise: 'No shared cache may store a 401, or the 404 for a job.', judge: caches.rejectionsNotShared },
  { id: 'rejections-not-kept', level: 'SHOULD', ...client('A client with a new token, or one that waits for its job, would see the old rejection.'), promise: 'No cache may reuse a 401, or the 404 for a job.', judge: caches.rejectionsNotKept },
  { id: 'validators-change', level: 'SHOULD', ...client('A client that asks with If-None-Match or If-Modified-Since would never see the change (RFC 9110, 8.8).'), promise: 'ETag and Last-Modified change with the contents.', judge: copies.validatorsChange },
  { id: 'not-older-than-before', level: 'SHOULD', ...client('A client that polls would see the job go back.'), promise: 'No response is a copy of an earlier one.', judge: copies.notOlderThanBefore },
] as const satisfies readonly Clause[];
