/** The type of an effect: its name, its keys, the stage at which it acts, and its function. */
import type { Reply } from '../../api/reply.ts';
import type { WireReply } from '../../django/message.ts';
import type { FaultEffect } from '../../domain/fault.ts';
import { drawFraction } from '../../../random/random.ts';
import type { Delivery } from '../../pipeline/delivery.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import type { Context } from '../../pipeline/context.ts';

/** The JSON Schema of one key. The control document and the schema of world files get it from here. */
export interface EffectKey {
  /** Completes "effect NAME: ". */
  readonly description: string;
  readonly type: 'string' | 'integer';
  readonly minimum?: number;
  readonly enum?: readonly number[];
  readonly default?: number;
  /** The effect is nothing without it. */
  readonly required?: true;
  /** The values that it can have, if there are few. */
  readonly words?: readonly string[];
  /** A value that suits any fault. */
  readonly example?: string;
  /** Returns the error in a value that has the right type, as part of a sentence. */
  readonly check?: (value: string) => string | undefined;
  /** The one spelling of a text that can be spelled in several ways. */
  readonly normalize?: (value: string) => string;
}

export type EffectKeys = Readonly<Record<string, EffectKey>>;

/** The parts that all effects share, whatever their stage. */
interface EffectFacts<Name extends string, Keys extends EffectKeys> {
  readonly name: Name;
  /** The effect in a few words. */
  readonly about: string;
  readonly keys: Keys;
  /** Whether the request is performed nevertheless, where the fault does not say. */
  readonly isDone: boolean;
  /** Whether the client can still read the status of its jobs in the response. */
  readonly showsJobs: boolean;
}

/** Responds in place of the operation, in the order of the API's own checks. */
interface OperationStage<Values> {
  readonly stage: 'request';
  readonly replaces: 'operation';
  /** The token is rejected, unless the request is to take effect. */
  readonly locksOut?: true;
  readonly answer: (values: Values, context: Context) => Reply;
  /** The last change to the rendered response. */
  readonly finish?: (values: Values, reply: WireReply) => WireReply;
}

/** Responds before the request reaches the API. */
interface ApiStage<Values> {
  readonly stage: 'request';
  readonly replaces: 'api';
  /** @returns undefined when the connection is reset */
  readonly answer: (values: Values, context: Context) => WireReply | undefined;
}

/** Accompanies the request through the API. */
interface MutantStage<Values> {
  readonly stage: 'request';
  readonly replaces: 'nothing';
  readonly find: (values: Values) => Mutant | undefined;
}

/** Changes the finished response. */
interface ResponseStage<Values> {
  readonly stage: 'response';
  /** It needs the body, even of a response to HEAD. */
  readonly readsBody: boolean;
  /** @returns the reply itself when there is nothing to change */
  readonly change: (values: Values, reply: WireReply, site: ResponseSite) => WireReply;
}

/** Changes the transport of the response. */
interface DeliveryStage<Values> {
  readonly stage: 'delivery';
  /** @returns undefined when there is nothing to do */
  readonly plan: (values: Values, site: DeliverySite) => Delivery | undefined;
}

type EffectStage<Values> =
  | OperationStage<Values>
  | ApiStage<Values>
  | MutantStage<Values>
  | ResponseStage<Values>
  | DeliveryStage<Values>;

/** A row of the table of effects. */
export type Effect<Name extends string = string> = EffectFacts<Name, EffectKeys> & EffectStage<FaultEffect>;

/** The context of a response change. */
export interface ResponseSite {
  readonly context: Context;
  /** It is the operation's own response, not a replacement. */
  readonly isOwn: boolean;
  /** The body stays away in any case. */
  readonly isHead: boolean;
  readonly draw: Draw;
}

/** The context of a delivery plan. */
export interface DeliverySite {
  /** Some of the body is sent. */
  readonly hasBody: boolean;
  /** The bytes of the body; undefined when it is made as it is sent. */
  readonly size: number | undefined;
  readonly draw: Draw;
}

/** A fraction that is the same for the same request and word. */
export type Draw = (word: string) => number;

/** The random number of a fault for the current request. */
export function createDraw(seed: string, id: string, matched: number): Draw {
  return (word) => drawFraction(word, seed, id, matched);
}

type ValueOf<Key extends EffectKey> = Key extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Key extends { readonly type: 'integer' }
    ? number
    : string;

/** The names of the keys that always have a value. */
type CertainKey<Keys extends EffectKeys> = {
  [Name in keyof Keys]: Keys[Name] extends { readonly required: true } | { readonly default: number }
    ? Name
    : never;
}[keyof Keys];

type ValuesOf<Keys extends EffectKeys> = {
  readonly [Name in CertainKey<Keys>]: ValueOf<Keys[Name]>;
} & {
  readonly [Name in Exclude<keyof Keys, CertainKey<Keys>>]?: ValueOf<Keys[Name]>;
};

/** The row of an effect, whose function gets the values of its keys with their types. */
export function defineEffect<const Name extends string, const Keys extends EffectKeys>(
  effect: EffectFacts<Name, Keys> & EffectStage<ValuesOf<Keys>>,
): Effect<Name> {
  // The keys were checked before.
  return effect as unknown as Effect<Name>;
}
