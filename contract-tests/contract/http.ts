/** Lists the clauses about Django REST Framework and HTTP. */
import type { Clause } from '../verdict/clause.ts';
import * as framing from '../clauses/framing.ts';
import * as framework from '../clauses/framework.ts';
import * as wire from '../clauses/wire.ts';
import { client, drf } from './sources.ts';

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
  { id: 'not-publicly-cached', level: 'ASSUMED', basis: 'assumed', reason: 'No page mentions caching, but a shared cache would show one user the jobs of another.', promise: 'No shared cache may store a response.', judge: framework.notPubliclyCached },
] as const satisfies readonly Clause[];
