/** Parses a YAML (or JSON) text and remembers the line of each value. */
import {
  type CST,
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  visit,
  type YAMLMap,
} from 'yaml';

import { type Complaint, ComplaintsError, refuseIfAny } from './complaint.ts';
import type { Path } from './path.ts';

export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** The line, from 1, of the key or item at the path; of its nearest ancestor if there is none. */
  readonly getLine: (path: Path) => number;
  readonly createComplaint: (path: Path, message: string) => Complaint;
}

/**
 * Parses one YAML document.
 * @param text the file's content
 * @param file its name, as complaints shall give it
 * @throws ComplaintsError with every syntax error, duplicate key and unresolved alias, or when it is nested too deeply
 */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, file, lines);
  const getLineNumber = (offset: number) => lines.linePos(offset).line;
  const errors = document.errors.map(({ pos, message }) => {
    return { file, line: getLineNumber(pos[0]), message: `this is not valid YAML: ${getFirstLine(message)}` };
  });
  refuseIfAny(
    [
      ...errors,
      ...findYamlMistakes(document).map(({ offset, message }) => ({
        file,
        line: getLineNumber(offset),
        message,
      })),
    ].slice(0, maxMistakes),
  );
  const getLine = (path: Path): number => getLineNumber(findOffset(document, path));
  return {
    file,
    value: toValue(document, file),
    getLine,
    createComplaint: (path, message) => ({ file, line: getLine(path), message }),
  };
}

/** Real files are never nested this deeply, and deeper nesting crashes the parser and the whole process. */
const maxDepth = 200;
const maxAliases = 1000;
/** Users fix only a few at a time. */
const maxMistakes = 100;

function parseDocument(text: string, file: string, lines: LineCounter): Document.Parsed {
  const composer = new Composer({ prettyErrors: false, version: '1.2', uniqueKeys: false });
  const [document, second] = composer.compose(lexTokens(text, file, lines), true, text.length);
  if (document === undefined) throw new Error('The YAML parser returned no document.');
  if (second !== undefined)
    throw new ComplaintsError([
      {
        file,
        line: lines.linePos(second.range[0]).line,
        message: 'this is not valid YAML: a second document begins here, but a file must contain one',
      },
    ]);
  return document;
}

function* lexTokens(text: string, file: string, lines: LineCounter): Generator<CST.Token, void> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length <= maxDepth) continue;
    const { line } = lines.linePos(parser.offset);
    throw new ComplaintsError([{ file, line, message: `this is nested more than ${maxDepth} levels deep` }]);
  }
  yield* parser.end();
}

/** A part of a source as a source: its paths are relative, its lines are those of the file. */
export function selectPart(source: YamlSource, under: Path): YamlSource {
  return {
    file: source.file,
    value: under.reduce(getChildValue, source.value),
    getLine: (path) => source.getLine([...under, ...path]),
    createComplaint: (path, message) => source.createComplaint([...under, ...path], message),
  };
}

function getChildValue(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

interface YamlMistake {
  readonly offset: number;
  readonly message: string;
}

/** The parser finds these too, but in quadratic time. */
function findYamlMistakes(document: Document.Parsed): readonly YamlMistake[] {
  const found: YamlMistake[] = [];
  const anchors = new Set<string>();
  let aliases = 0;
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        aliases += 1;
        if (!anchors.has(node.source))
          found.push({
            offset: getStart(node) ?? 0,
            message: `"*${node.source}" refers to an anchor "&${node.source}" that is not defined before it`,
          });
      } else if (node.anchor !== undefined) anchors.add(node.anchor);
      if (isMap(node)) found.push(...findDoubleKeys(node));
    },
  });
  if (aliases > maxAliases)
    found.push({ offset: 0, message: `this has ${aliases} aliases; at most ${maxAliases} are allowed` });
  return found;
}

function findDoubleKeys({ items }: YAMLMap): readonly YamlMistake[] {
  const keys = new Set<unknown>();
  return items
    .map(({ key }) => key)
    .filter((key) => isScalar(key) && (keys.has(key.value) || !keys.add(key.value)))
    .map((key) => ({
      offset: getStart(key) ?? 0,
      message: 'this is not valid YAML: a map has the same key twice',
    }));
}

function toValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    const message = `this YAML cannot be used: ${getFirstLine(error instanceof Error ? error.message : String(error))}`;
    throw new ComplaintsError([{ file, line: 1, message }]);
  }
}

function getFirstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

function findOffset(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = getStart(node) ?? 0;
  for (const step of path) {
    const inner = findChild(document, node, step);
    if (inner === undefined) break;
    offset = inner.offset;
    node = inner.node;
  }
  return offset;
}

function findChild(document: Document.Parsed, node: unknown, step: string | number) {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isMap(target)) {
    const pair = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (pair === undefined) return undefined;
    return { node: pair.value, offset: getStart(pair.key) ?? 0 };
  }
  if (isSeq(target)) {
    const item = target.items[Number(step)];
    const offset = getStart(item);
    return offset === undefined ? undefined : { node: item, offset };
  }
  return undefined;
}

function getStart(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
