// Keeps of a set of declaration files what the exports of some of them mention, as a bundler does with code.
// @ts-check
import { dirname, resolve } from 'node:path';

/**
 * @typedef {{ readonly text: string, readonly names: readonly string[] }} Statement with its comment
 * @typedef {{ readonly from: string, readonly kind: 'import' | 'export', readonly isType: boolean,
 *   readonly specifiers: readonly { readonly name: string, readonly local: string, readonly text: string }[] | undefined }} Link
 *   between files; without specifiers it means everything
 * @typedef {{ readonly header: string, readonly statements: readonly Statement[], readonly links: readonly Link[] }} Parsed
 */

// References, and the sentence of the module, unless it describes its first statement.
const headerForm =
  /^(?:\/\/\/[^\n]*\n)*(?:\/\*\*(?:(?!\*\/).)*\*\/\n(?=import |\/\*\*|export (?:type )?[{*]))?/s;
const linkForm = /^(import|export) (type )?(?:\{([^}]*)\}|(\* as \w+|\*|\w+)) from ['"]([^'"]+)['"];$/;
const declaredForm =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:interface|type|class|function|enum|namespace) (\w+)/m;
const constantForm = /^(?:export )?declare (?:const|let|var) (.*)/ms;

/** The statements of a file as the compiler writes it. @param {string} text @returns {Parsed} */
export function parseDeclarations(text) {
  const [header = ''] = headerForm.exec(text) ?? [];
  /** @type {Statement[]} */
  const statements = [];
  /** @type {Link[]} */
  const links = [];
  for (const part of splitStatements(text.slice(header.length))) {
    const link = linkForm.exec(part.trim());
    if (link !== null) links.push(toLink(link));
    else if (part.trim() !== 'export {};') statements.push({ text: part, names: listNames(part) });
  }
  return { header, statements, links };
}

/** A statement begins at the margin, unless the line only closes what is open. @param {string} text */
function splitStatements(text) {
  /** @type {string[]} */
  const parts = [];
  let isInComment = false;
  let current = '';
  for (const line of text.split(/(?<=\n)/)) {
    const isAfterComment = /\*\/\s*$/.test(current) && !/^[^/ ]/m.test(current);
    if (/^[^\s})\]]/.test(line) && current.trim() !== '' && !isInComment && !isAfterComment) {
      parts.push(current);
      current = '';
    }
    current += line;
    if (line.startsWith('/**')) isInComment = true;
    if (line.includes('*/')) isInComment = false;
  }
  return current.trim() === '' ? parts : [...parts, current];
}

/** @param {RegExpExecArray} match @returns {Link} */
function toLink([, kind, type, named, whole, from = '']) {
  const specifiers =
    named === undefined
      ? kind === 'import'
        ? [{ name: '*', local: (whole ?? '').replace('* as ', ''), text: whole ?? '' }]
        : undefined
      : named
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== '')
          .map((one) => {
            const [name = '', local = name] = one.replace(/^type /, '').split(' as ');
            return { name, local, text: one };
          });
  return { from, kind: kind === 'import' ? 'import' : 'export', isType: type !== undefined, specifiers };
}

/** @param {string} text */
function listNames(text) {
  const code = stripComments(text);
  const constants = constantForm.exec(code)?.[1];
  if (constants !== undefined) return [...constants.matchAll(/(?:^|, )(\w+):/g)].map(([, name = '']) => name);
  const name = declaredForm.exec(code)?.[1];
  return name === undefined ? [] : [name];
}

/** @param {string} text */
function stripComments(text) {
  return text.replaceAll(/\/\*\*?.*?\*\//gs, '');
}

/**
 * @param {ReadonlyMap<string, string>} texts by the path of the file
 * @param {readonly string[]} entries paths of files of which everything is needed
 * @returns {ReadonlyMap<string, string>} the files that are needed, with what is needed
 */
export function shakeDeclarations(texts, entries) {
  const files = new Map([...texts].map(([path, text]) => [path, parseDeclarations(text)]));
  /** @type {Map<string, Set<Statement | string>>} statements, and texts of specifiers */
  const kept = new Map();
  for (const entry of entries) keepAll(entry);
  return new Map(
    [...kept].map(([path, marks]) => [path, write(files.get(path), marks, entries.includes(path))]),
  );

  /** @param {string} path */
  function keepAll(path) {
    const file = files.get(path);
    if (file === undefined) return;
    marksOf(path);
    for (const statement of file.statements) keepStatement(path, file, statement);
    for (const link of file.links.filter(({ kind }) => kind === 'export')) {
      const target = toPath(path, link.from);
      if (link.specifiers === undefined) keepAll(target);
      else for (const { name } of link.specifiers) keep(target, name);
    }
  }

  /** @param {string} path @param {string} name @returns {void} */
  function keep(path, name) {
    const file = files.get(path);
    if (file === undefined) return;
    if (name === '*' || name === 'default') return keepAll(path);
    const found = file.statements.filter(({ names }) => names.includes(name));
    for (const statement of found) keepStatement(path, file, statement);
    if (found.length > 0) return;
    const passed = file.links.filter(({ kind }) => kind === 'export');
    for (const { from, specifiers = [] } of passed)
      for (const { name: original, local, text } of specifiers) {
        if (local !== name) continue;
        marksOf(path).add(`${from} ${text}`);
        return keep(toPath(path, from), original);
      }
    for (const { from, specifiers } of passed) {
      if (specifiers !== undefined) continue;
      marksOf(path).add(from);
      keep(toPath(path, from), name);
    }
  }

  /** @param {string} path @param {Parsed} file @param {Statement} statement */
  function keepStatement(path, file, statement) {
    const marks = marksOf(path);
    if (marks.has(statement)) return;
    marks.add(statement);
    const code = stripComments(statement.text);
    for (const [, from = '', name = '*'] of code.matchAll(/import\(['"](\.[^'"]*)['"]\)(?:\.(\w+))?/g))
      keep(toPath(path, from), name);
    const words = new Set(code.match(/[A-Za-z_$][\w$]*/g));
    for (const other of file.statements)
      if (other.names.some((name) => words.has(name))) keepStatement(path, file, other);
    for (const link of file.links.filter(({ kind }) => kind === 'import'))
      for (const { name, local, text } of link.specifiers ?? []) {
        if (!words.has(local)) continue;
        marks.add(`${link.from} ${text}`);
        keep(toPath(path, link.from), name);
      }
  }

  /** @param {string} path */
  function marksOf(path) {
    const marks = kept.get(path) ?? new Set();
    kept.set(path, marks);
    return marks;
  }
}

/** @param {Parsed | undefined} file @param {ReadonlySet<Statement | string>} marks @param {boolean} isEntry */
function write(file, marks, isEntry) {
  if (file === undefined) return '';
  const links = file.links.flatMap(({ from, kind, isType, specifiers }) => {
    const isWhole = isEntry && kind === 'export';
    const start = `${kind} ${isType ? 'type ' : ''}`;
    if (specifiers === undefined) return isWhole || marks.has(from) ? [`${start}* from '${from}';\n`] : [];
    const used = specifiers.filter(({ text }) => isWhole || marks.has(`${from} ${text}`));
    const [first] = used;
    if (first === undefined) return [];
    if (first.name === '*') return [`${start}${first.text} from '${from}';\n`];
    return [`${start}{ ${used.map(({ text }) => text).join(', ')} } from '${from}';\n`];
  });
  const statements = file.statements.filter((statement) => marks.has(statement)).map(({ text }) => text);
  const body = links.join('') + statements.join('');
  return `${file.header}${body}${/^export /m.test(body) ? '' : 'export {};\n'}`;
}

/** The path of a declaration file that another one names. @param {string} path @param {string} from */
function toPath(path, from) {
  if (!from.startsWith('.')) return from;
  return resolve(dirname(path), from.replace(/\.(?:[cm]?[jt]s)$/, '.d.ts'));
}
