/** The bounds of foreign data, applied where it enters the evidence, so that nothing that walks it later can run out of stack, memory or time. */
import type { Response } from './exchange.ts';

/** Bytes of one body. */
export const maxBodyBytes = 16 * 1024 * 1024;
/** Objects and lists within each other. */
export const maxDepth = 100;
/** Values in one body: some forty thousand jobs. */
export const maxValues = 200_000;
/** Characters of all bodies of one run. */
const maxTotal = 64 * 1024 * 1024;

/** What keeps the body of a response within the bounds; it counts what went through it. */
export type BodyLimiter = (response: Response) => Response;

/** One for each run. */
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

/** Such a text is no JSON and no CSV, so that it is judged as a body that has not the documented shape. */
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

/** How deep a text nests if it is JSON, and how many values it holds at least; stops when it is over the bounds. */
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
