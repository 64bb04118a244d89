/**
 * Adds to the operations what other tools must not see there: the bodies of all readings, and the responses to requests
 * that no operation describes.
 */
import { isMap, toMap } from './values.ts';
import { type QuestionData, splitPointer } from './document.ts';
import { httpMethods } from './operations.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * The document in which a response may have the body of any reading, and each operation has `x-other-responses`. The
 * file keeps the default reading alone, from which generated clients get one type.
 */
export function widenResponses<Document extends object>(document: Document): Document {
  const { 'x-questions': questions = {}, 'x-other-responses': others = {} } = document as {
    readonly 'x-questions'?: Readonly<Record<string, QuestionData>>;
    readonly 'x-other-responses'?: Node;
  };
  const widened = Object.values(questions).reduce<Node>(widenBody, document as Node);
  const paths = mapResponses(widened['paths'], (responses) => ({ ...others, ...responses }));
  return { ...widened, paths } as unknown as Document;
}

/** The reverse of `widenResponses`: the document as its file has it. */
export function narrowResponses<Document extends object>(document: Document): Document {
  const { 'x-questions': questions = {}, 'x-other-responses': others = {} } = document as {
    readonly 'x-questions'?: Readonly<Record<string, QuestionData>>;
    readonly 'x-other-responses'?: Node;
  };
  const narrowed = Object.values(questions).reduce<Node>(narrowBody, document as Node);
  const isOwn = (response: unknown, status: string) =>
    JSON.stringify(response) !== JSON.stringify(others[status]);
  const paths = mapResponses(narrowed['paths'], (responses) =>
    Object.fromEntries(Object.entries(responses).filter(([status, one]) => isOwn(one, status))),
  );
  return { ...narrowed, paths } as unknown as Document;
}

function narrowBody(document: Node, { response, readings, default: byDefault }: QuestionData): Node {
  const schemas = Object.values(readings).flatMap(({ schema }) => schema ?? []);
  const schema = readings[byDefault]?.schema;
  if (response === undefined || schema === undefined || schemas.length < 2) return document;
  return replace(document, findBody(response), schema);
}

function widenBody(document: Node, { response, readings }: QuestionData): Node {
  const schemas = Object.values(readings).flatMap(({ schema }) => schema ?? []);
  if (response === undefined || schemas.length < 2) return document;
  return replace(document, findBody(response), { oneOf: schemas });
}

function findBody(response: string): readonly string[] {
  return [...splitPointer(response), 'content', 'application/json', 'schema'];
}

/** Copies only the maps on the way to the place. */
function replace(node: unknown, [step, ...rest]: readonly string[], value: unknown): Node {
  const map = isMap(node) ? node : {};
  if (step === undefined) return map;
  return { ...map, [step]: rest.length === 0 ? value : replace(map[step], rest, value) };
}

/** The paths with changed responses of each operation. */
function mapResponses(paths: unknown, change: (responses: Node) => Node): unknown {
  if (!isMap(paths)) return paths;
  return mapValues(paths, (item) =>
    isMap(item)
      ? mapValues(item, (operation, key) =>
          isMap(operation) && methods.has(key)
            ? { ...operation, responses: change(toMap(operation['responses'])) }
            : operation,
        )
      : item,
  );
}

const methods: ReadonlySet<string> = new Set(httpMethods);

function mapValues(map: Node, change: (value: unknown, key: string) => unknown): Node {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
