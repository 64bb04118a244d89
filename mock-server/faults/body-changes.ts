/** Faults of the body: the drills, what is no JSON any more, and nothing at all; in this order. */
import type { Model } from '../api/reply.ts';
import type { Effect, Fault } from '../simulation/fault.ts';
import type { Sight } from '../wire/request-context.ts';
import type { WireReply } from '../django/message.ts';
import { withBody } from '../wire/render.ts';
import { drilled } from './drills.ts';

/** What is done first stands first. */
const order = ['unknown-status', 'extra-field', 'null-field', 'invalid-json', 'empty'] as const;

type BodyChange = Fault & {
  readonly effect: Extract<Effect, { kind: (typeof order)[number] }>;
};

/** What the changes may look at. */
interface BodySite {
  readonly sight: Sight;
  readonly model: Model;
  /** It is the operation's own answer, and nothing in its place. */
  readonly isOwn: boolean;
  /** The body stays away in any case. */
  readonly isHead: boolean;
}

/** The faults that change bodies, in the order in which they do. */
export function bodyChanges(hits: readonly Fault[]): readonly BodyChange[] {
  const kinds: readonly string[] = order;
  return hits
    .filter((hit): hit is BodyChange => kinds.includes(hit.effect.kind))
    .toSorted((a, b) => order.indexOf(a.effect.kind) - order.indexOf(b.effect.kind));
}

/** The reply after all the changes, and those that found something to change. */
export function changedBody(changes: readonly BodyChange[], reply: WireReply, site: BodySite) {
  return changes.reduce(
    (so, change) => {
      const after = changedBy(change, so.reply, site);
      return after === so.reply ? so : { reply: after, touching: [...so.touching, change] };
    },
    { reply, touching: [] as readonly BodyChange[] },
  );
}

function changedBy(fault: BodyChange, reply: WireReply, site: BodySite): WireReply {
  const { effect } = fault;
  if (effect.kind === 'empty') return site.isHead ? reply : emptied(reply);
  if (!isJson(reply) || reply.body === '') return reply;
  // Of a text that lacks its last bracket no parser makes anything, however short it is.
  if (effect.kind === 'invalid-json') return withBody(reply, reply.body.slice(0, -1));
  return afterDrill(fault, effect.kind, reply, site);
}

function afterDrill(
  { id, matched }: Fault,
  drill: Parameters<typeof drilled>[0],
  reply: WireReply,
  { sight: { operation, world }, model: { spec }, isOwn }: BodySite,
): WireReply {
  const content = operation?.responses[String(reply.status)]?.content['application/json'];
  if (!isOwn || content === undefined || reply.status >= 300) return reply;
  const words = [world.fixture.seed, 'drill', id, matched];
  const body = parsed(reply.body);
  const after = drilled(drill, body, { spec, pointer: content.schemaPointer, words });
  return after === undefined
    ? reply
    : withBody(reply, JSON.stringify(after, undefined, detectIndent(reply.body)));
}

/** A mutant may have made it something else. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function emptied(reply: WireReply): WireReply {
  const { stream, ...others } = reply;
  return stream === undefined && reply.body === '' ? reply : withBody(others, '');
}

function isJson({ headers, stream }: WireReply): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return stream === undefined && /^application\/json\b/i.test(type);
}

/** As many spaces as the client asked for. */
function detectIndent(text: string): number {
  return /^[[{]\n( +)/.exec(text)?.[1]?.length ?? 0;
}
