/** The whole table of requests and responses, by subject. */
import { accept } from './accept.ts';
import { bearer } from './bearer.ts';
import { encodings } from './encodings.ts';
import { fields } from './fields.ts';
import { forms } from './forms.ts';
import { jsonBodies } from './json.ts';
import { order } from './order.ts';
import { paths } from './paths.ts';
import { resultQueries } from './queries.ts';
import type { WireCase } from './wire-case.ts';

export const wireCases: Readonly<Record<string, readonly WireCase[]>> = {
  'which error wins': order,
  'the bearer token': bearer,
  'Accept and format': accept,
  'paths and slashes': paths,
  'JSON bodies': jsonBodies,
  'charsets of bodies and queries': encodings,
  'forms and content types': forms,
  'fields of a body': fields,
  'the query of Results': resultQueries,
};
