/** Changes JSON bodies for effects: finds the fields that the document defines, and draws one. */
import type { WireReply } from '../django/message.ts';
import { replaceBody } from '../wire/render.ts';
import type { Draw, ResponseSite } from './effects/effect.ts';
import { type DocumentedField, listDocumentedFields } from './schema-walk.ts';

/**
 * The operation's own answer with its body changed; errors and files stay as they are.
 * @param change returns undefined when there is nothing in the body to change
 */
export function changeOwnJson(
  reply: WireReply,
  { context: { operation }, model: { spec }, isOwn }: ResponseSite,
  change: (body: unknown, fields: readonly DocumentedField[]) => unknown,
): WireReply {
  const content = operation?.responses[String(reply.status)]?.content['application/json'];
  if (!isJson(reply) || !isOwn || content === undefined || reply.status >= 300) return reply;
  const body = tryParse(reply.body);
  const after = change(body, listDocumentedFields(spec.document, content.schemaPointer, body));
  return after === undefined
    ? reply
    : replaceBody(reply, JSON.stringify(after, undefined, detectIndent(reply.body)));
}

/** Whether there is a body, and it is announced as JSON. */
export function isJson({ headers, stream, body }: WireReply): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return stream === undefined && body !== '' && /^application\/json\b/i.test(type);
}

/** One of the places, by the draw. */
export function pick<Place>(places: readonly Place[], draw: Draw): Place | undefined {
  return places[Math.floor(draw('drill') * places.length)];
}

/** The first of the words that is not known yet. */
export function findUnknownWord(words: readonly string[], known: readonly string[]): string {
  return words.find((word) => !known.includes(word)) ?? `${known.toSorted().at(-1) ?? ''}-2`;
}

/** A mutant may have made it something else. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As many spaces as the client requested. */
function detectIndent(text: string): number {
  return /^[[{]\n( +)/.exec(text)?.[1]?.length ?? 0;
}
