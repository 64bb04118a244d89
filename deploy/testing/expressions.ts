// Evaluates the expressions of GitHub's workflows, as far as ours use them.

/** A name with dots, such as "inputs.run", to its value. */
export type Lookup = (name: string) => unknown;
export type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const tokenForm = /\s*('(?:[^']|'')*'|\|\||&&|[!=]=|[!(),]|\d+|[A-Za-z_][\w-]*(?:\.[\w-]+)*)/y;

/** The value of an expression, without its `${{ }}`. */
export function evaluate(expression: string, lookup: Lookup, functions: Functions = {}): unknown {
  const tokens = splitTokens(expression);
  let next = 0;
  const take = () => tokens[next++] ?? '';
  const isNext = (token: string) => tokens[next] === token && ++next > 0;
  const result = readOr();
  if (next < tokens.length) throw new Error(`"${expression}" goes on after its end: ${tokens[next]}`);
  return result;

  function readOr(): unknown {
    let left = readAnd();
    while (isNext('||')) {
      const right = readAnd();
      left = isTrue(left) ? left : right;
    }
    return left;
  }

  function readAnd(): unknown {
    let left = readComparison();
    while (isNext('&&')) {
      const right = readComparison();
      left = isTrue(left) ? right : left;
    }
    return left;
  }

  function readComparison(): unknown {
    const left = readValue();
    if (isNext('==')) return toText(left) === toText(readValue());
    if (isNext('!=')) return toText(left) !== toText(readValue());
    return left;
  }

  function readValue(): unknown {
    if (isNext('!')) return !isTrue(readValue());
    if (isNext('(')) {
      const value = readOr();
      if (!isNext(')')) throw new Error(`"${expression}" lacks a bracket.`);
      return value;
    }
    const token = take();
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^\d/.test(token)) return Number(token);
    if (!isNext('(')) return lookup(token);
    const args: unknown[] = [];
    while (!isNext(')')) {
      args.push(readOr());
      isNext(',');
    }
    const call = functions[token];
    if (call === undefined) throw new Error(`"${expression}" calls ${token}, which is not known.`);
    return call(...args);
  }
}

function splitTokens(expression: string): readonly string[] {
  const tokens: string[] = [];
  const form = new RegExp(tokenForm);
  while (form.lastIndex < expression.trimEnd().length) {
    const at = form.lastIndex;
    const token = form.exec(expression)?.[1];
    if (token === undefined) throw new Error(`"${expression}" cannot be read at ${at}.`);
    tokens.push(token);
  }
  return tokens;
}

export function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0;
}

/** As GitHub writes a value into a text. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A text in which each `${{ }}` is replaced by its value. */
export function fillIn(text: string, lookup: Lookup, functions: Functions = {}): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    toText(evaluate(expression, lookup, functions)),
  );
}
