/** The input and output types of each operation of the control API, inferred from its document. */
import type { components, operations } from '../openapi/generated/control.ts';

type Schemas = components['schemas'];

export type Health = Schemas['Health'];
export type Scenario = Schemas['Scenario'];
export type WorldFigures = Schemas['World'];
export type User = Schemas['User'];
export type ControlJob = Schemas['ControlJob'];
export type ControlJobDetail = Schemas['ControlJobDetail'];
export type NewJob = Schemas['NewJob'];
export type ForcedStatus = Schemas['ForcedStatus'];
export type Clock = Schemas['Clock'];
export type ClockChange = Schemas['ClockChange'];
export type Change = Schemas['Change'];
export type Snapshot = Schemas['Snapshot'];
export type Restore = Schemas['Restore'];
export type Fault = Schemas['Fault'];
export type NewFault = Schemas['NewFault'];
export type Effect = Schemas['Effect'];
export type Entry = Schemas['Entry'];
/** A request that the mock accepts instead of one that it refused. */
export type Fix = Schemas['Fix'];
export type Advice = Schemas['Advice'];

/** The id of an operation, as `openapi/control.yaml` names it; `followEvents` never ends, so it cannot be called. */
export type OperationId = Exclude<keyof operations, 'followEvents'>;

type RequestBody<Id extends OperationId> = operations[Id] extends { readonly requestBody: infer Body }
  ? MediaContent<Body>
  : operations[Id] extends { readonly requestBody?: infer Body }
    ? MediaContent<Exclude<Body, undefined>> | undefined
    : never;

type MediaContent<Part> = Part extends { readonly content: infer Content } ? Content[keyof Content] : never;

// The generated types declare a part that the operation lacks as `never`, so it cannot be given.
type InputPart<Name extends string, Value> = [Exclude<Value, undefined>] extends [never]
  ? unknown
  : undefined extends Value
    ? { readonly [Key in Name]?: Exclude<Value, undefined> }
    : { readonly [Key in Name]: Value };

type OperationParameters<Id extends OperationId> = operations[Id]['parameters'];

/** The parameters of the path. */
export type OperationPath<Id extends OperationId> = OperationParameters<Id>['path'];

/** The parameters of the query. */
export type OperationQuery<Id extends OperationId> = Exclude<OperationParameters<Id>['query'], undefined>;

/** The required and optional inputs of a call: `path`, `query`, `body`. */
export type OperationInput<Id extends OperationId> = InputPart<'path', OperationPath<Id>> &
  InputPart<'query', OperationParameters<Id>['query']> &
  InputPart<'body', RequestBody<Id>>;

type Good = 200 | 201;

/** The successful response of an operation; void without a body. */
export type OperationResult<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses'] & Good]: MediaContent<operations[Id]['responses'][Status]>;
}[keyof operations[Id]['responses'] & Good] extends infer Result
  ? [Result] extends [never]
    ? undefined
    : Result
  : never;

/** The second argument of a call, which is optional if nothing in it is required. */
export type InputArguments<Id extends OperationId> =
  Partial<OperationInput<Id>> extends OperationInput<Id>
    ? readonly [input?: OperationInput<Id>]
    : readonly [input: OperationInput<Id>];

/** Asks the control API; everything else of the library is thin over it. */
export type Call = <Id extends OperationId>(
  operation: Id,
  ...input: InputArguments<Id>
) => Promise<OperationResult<Id>>;
