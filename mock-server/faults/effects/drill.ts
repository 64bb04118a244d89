/** Drills: JSON bodies of a possible future API, with values that the document does not define. */
import type { WireReply } from '../../django/message.ts';
import { replaceBody } from '../../django/message.ts';
import { type DocumentedField, listDocumentedFields } from '../schema-walk.ts';
import { defineEffect, type Draw, type ResponseSite } from './effect.ts';

interface Drill<Name extends string> {
  readonly name: Name;
  readonly about: string;
  readonly showsJobs: boolean;
  /** @returns undefined when there is nothing in the body to change */
  readonly change: (body: unknown, fields: readonly DocumentedField[], site: ResponseSite) => unknown;
}

/** An effect on the operation's own JSON response. Errors and files are unchanged. */
export function defineDrill<const Name extends string>({ change, ...facts }: Drill<Name>) {
  return defineEffect({
    ...facts,
    keys: {},
    isDone: true,
    stage: 'response',
    readsBody: true,
    change: (_, reply, site) => {
      const { operation } = site.context;
      const content = operation?.responses[String(reply.status)]?.content['application/json'];
      if (!isJson(reply) || !site.isOwn || content === undefined || reply.status >= 300) return reply;
      const body = tryParse(reply.body);
      const fields = listDocumentedFields(site.context.model.spec.document, content.schemaPointer, body);
      const after = change(body, fields, site);
      return after === undefined
        ? reply
        : replaceBody(reply, JSON.stringify(after, undefined, detectIndent(reply.body)));
    },
  });
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

/** A mutant may have replaced it. */
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
