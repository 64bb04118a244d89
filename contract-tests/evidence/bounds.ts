/** Bounds foreign data where it enters the evidence, so that no later code runs out of stack, memory or time. */
import type { Response } from './exchange.ts';

/** Bytes of one body. */
export const maxBodyBytes = 16 * 1024 * 1024;
/** Maximum depth of nested objects and lists. */
export const maxDepth = 100;
/** Maximum number of values in one body: about forty thousand jobs. */
export const maxValues = 200_000;
/** Characters of all bodies of one run. */
const maxTotal = 64 * 1024 * 1024;

/** Keeps response bodies within the bounds, and counts what has passed. */
export type BodyLimiter = (response: Response) => Response;

/** Creates the guard of one run. */
export function createBodyLimiter(): BodyLimiter {
  let total = 0;
  return (response) => {
    const excess = findExcess(response.body) ?? findTotalExcess(total + response.body.length);
    if (excess === undefined) {
      total += response.body.length;
      return response;
    }
    return {
      ...response,
      body: `${excess} (${response.body.length} characters): ${getStart(response.body)}`,
    };
  };
}

/** The replacement is neither JSON nor CSV, so clauses judge it as a body of an undocumented shape. */
function findExcess(body: string): string | undefined {
  if (!/^\s*[[{]/.test(body)) return undefined;
  const { depth, values } = measureJson(body);
  if (depth > maxDepth) return `A body that nests deeper than ${maxDepth} levels`;
  return values > maxValues ? `A body of more than ${maxValues} values` : undefined;
}

function findTotalExcess(total: number): string | undefined {
  return total > maxTotal ? 'A body that was dropped, because all bodies together were too long' : undefined;
}

function getStart(body: string): string {
  return `${body.slice(0, 60)}...`;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
/** `[` and `{`, `]` and `}`. */
const isOpening = (sign: number) => sign === 0x5b || sign === 0x7b;
const isClosing = (sign: number) => sign === 0x5d || sign === 0x7d;

/** Measures how deep a text nests if it is JSON, and at least how many values it contains; stops when it exceeds the bounds. */
export function measureJson(text: string): { readonly depth: number; readonly values: number } {
  let [depth, open, values, isInText] = [0, 0, 0, false];
  for (let index = 0; index < text.length && depth <= maxDepth && values <= maxValues; index += 1) {
    const sign = text.charCodeAt(index);
    if (isInText) {
      if (sign === backslash) index += 1;
      else if (sign === quote) isInText = false;
    } else if (sign === quote) isInText = true;
    else if (isOpening(sign)) {
      open += 1;
      values += 1;
      depth = Math.max(depth, open);
    } else if (isClosing(sign)) open -= 1;
    else if (sign === comma) values += 1;
  }
  return { depth, values };
}
