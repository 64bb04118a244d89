/** Faults of the body: the drills, what is no JSON any more, and nothing at all; in this order. */
import type { Model } from '../api/reply.ts';
import type { FaultEffect, WorldFault } from '../simulation/fault.ts';
import type { RequestContext } from '../wire/request-context.ts';
import type { WireReply } from '../django/message.ts';
import { replaceBody } from '../wire/render.ts';
import { runDrill } from './drills.ts';

/** What is done first stands first. */
const kindsInOrder = ['unknown-status', 'extra-field', 'null-field', 'invalid-json', 'empty'] as const;

type BodyChange = WorldFault & {
  readonly effect: Extract<FaultEffect, { kind: (typeof kindsInOrder)[number] }>;
};

/** What the changes may look at. */
interface BodySite {
  readonly context: RequestContext;
  readonly model: Model;
  /** It is the operation's own answer, and nothing in its place. */
  readonly isOwn: boolean;
  /** The body stays away in any case. */
  readonly isHead: boolean;
}

/** The faults that change bodies, in the order in which they do. */
export function selectBodyChanges(applied: readonly WorldFault[]): readonly BodyChange[] {
  const kinds: readonly string[] = kindsInOrder;
  return applied
    .filter((hit): hit is BodyChange => kinds.includes(hit.effect.kind))
    .toSorted((a, b) => kindsInOrder.indexOf(a.effect.kind) - kindsInOrder.indexOf(b.effect.kind));
}

/** The reply after all the changes, and those that found something to change. */
export function applyBodyChanges(changes: readonly BodyChange[], reply: WireReply, site: BodySite) {
  return changes.reduce(
    (so, change) => {
      const after = applyBodyChange(change, so.reply, site);
      return after === so.reply ? so : { reply: after, touching: [...so.touching, change] };
    },
    { reply, touching: [] as readonly BodyChange[] },
  );
}

function applyBodyChange(fault: BodyChange, reply: WireReply, site: BodySite): WireReply {
  const { effect } = fault;
  if (effect.kind === 'empty') return site.isHead ? reply : removeBody(reply);
  if (!isJson(reply) || reply.body === '') return reply;
  // Of a text that lacks its last bracket no parser makes anything, however short it is.
  if (effect.kind === 'invalid-json') return replaceBody(reply, reply.body.slice(0, -1));
  return applyDrill(fault, effect.kind, reply, site);
}

function applyDrill(
  { id, matched }: WorldFault,
  drill: Parameters<typeof runDrill>[0],
  reply: WireReply,
  { context: { operation, world }, model: { spec }, isOwn }: BodySite,
): WireReply {
  const content = operation?.responses[String(reply.status)]?.content['application/json'];
  if (!isOwn || content === undefined || reply.status >= 300) return reply;
  const words = [world.fixture.seed, 'drill', id, matched];
  const body = tryParse(reply.body);
  const after = runDrill(drill, body, { spec, pointer: content.schemaPointer, words });
  return after === undefined
    ? reply
    : replaceBody(reply, JSON.stringify(after, undefined, detectIndent(reply.body)));
}

/** A mutant may have made it something else. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function removeBody(reply: WireReply): WireReply {
  const { stream, ...others } = reply;
  return stream === undefined && reply.body === '' ? reply : replaceBody(others, '');
}

function isJson({ headers, stream }: WireReply): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return stream === undefined && /^application\/json\b/i.test(type);
}

/** As many spaces as the client asked for. */
function detectIndent(text: string): number {
  return /^[[{]\n( +)/.exec(text)?.[1]?.length ?? 0;
}
