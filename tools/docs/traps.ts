/** Finds traps in command blocks without running them: code that works in a script, but not when pasted into a terminal. */

export interface Trap {
  readonly name: string;
  /** Finds the trap in code whose quoted texts are blanked out. */
  readonly bare?: RegExp;
  /** Finds the trap in code in which only single-quoted texts are blanked out. */
  readonly expanded?: RegExp;
  /** Finds the trap in the unchanged code. */
  readonly raw?: RegExp;
  /** The alternative. */
  readonly advice: string;
  /** Code with the trap; its output differs between the shells, or from a script. */
  readonly example: string;
}

export const traps: readonly Trap[] = [
  {
    name: 'a prompt',
    raw: /^\s*[$%] /m,
    advice: 'omit the prompt, so that the whole block can be pasted',
    example: '$ echo one',
  },
  {
    name: 'a comment',
    bare: /(^|\s)#/m,
    advice: 'put it into the text, because interactive zsh does not support comments',
    example: 'echo one # a comment',
  },
  {
    name: 'an unquoted pattern',
    bare: /(?<!\$)[?*]|\[(?=\S)|(?<=\S)\]/,
    advice: 'quote it, because zsh rejects a pattern that matches no file',
    example: 'echo http://127.0.0.1/?page=2',
  },
  {
    name: 'a word that begins with =',
    bare: /(^|\s)=\w/m,
    advice: 'quote it, because zsh expands it to the path of a command',
    example: 'echo =no-such-command',
  },
  {
    name: 'a history expansion',
    expanded: /![^\s=(]/,
    advice: 'put it into single quotes, because an interactive shell expands it from its history',
    example: 'echo "one!two"',
  },
  {
    name: 'a variable with a subscript or modifier',
    expanded: /\$\w+(\[|:[a-z])/i,
    advice: 'write ${NAME}, because zsh reads the following characters as a subscript or modifier',
    example: 'NAME=/a/b; echo $NAME:h',
  },
  {
    name: 'a variable of the shell',
    bare: /(^|[\s;])(export )?(status|path|argv|pipestatus|options|commands|functions|aliases|signals|words)=/m,
    advice: 'choose another name, because zsh has a variable of this name',
    example: 'status=3; echo $status',
  },
  {
    name: 'echo with a backslash',
    raw: /\becho [^\n]*\\/,
    advice: 'use printf, because echo interprets escapes in zsh but not in bash',
    example: String.raw`echo 'a\nb'`,
  },
  {
    name: 'a variable that holds several words',
    bare: /\$(FLAGS|OPTIONS|OPTS|ARGS)\b/,
    advice: 'write the words out, because zsh does not split a variable into words',
    example: "FLAGS='one two'; printf '%s;' $FLAGS; echo",
  },
  {
    name: 'a typographic quote or dash',
    raw: /[‘’“”–—]/,
    advice: 'use the plain ASCII character, because no shell understands this one',
    example: 'echo “one?”',
  },
];

/** One sentence per trap in the code. */
export function findTraps(given: string): readonly string[] {
  // No shell expands a here-document with a quoted end.
  const code = given.replaceAll(/<<'(\w+)'(.*)\n[^]*?\n\1$/gm, '<<$1$2');
  const expanded = code.replaceAll(/'[^']*'/g, "''");
  const bare = expanded.replaceAll(/"[^"]*"/g, '""');
  return traps
    .filter(
      (trap) =>
        trap.bare?.test(bare) === true || trap.expanded?.test(expanded) === true || trap.raw?.test(code),
    )
    .map(({ name, advice }) => `${name}: ${advice}`);
}
