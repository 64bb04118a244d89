/** Shows a credential without its secret: as text that a shell expands to what was sent. */

const name = String.raw`CONTRACT_[A-Z_]+`;
/** One letter of the token, counted from 1, in the other case. */
const swapLetter = (at: number | string) =>
  `$(printf %s "$CONTRACT_TOKEN" | awk '{c=substr($0,${at},1);u=toupper(c);print substr($0,1,${at}-1) (u==c?tolower(c):u) substr($0,${at}+1)}')`;

/** The part before the first tilde, with its last character replaced or followed by another one. */
const changeBeforeTilde = (other: string, isAppended: boolean) =>
  `$(printf %s "$CONTRACT_TOKEN" | sed 's/${isAppended ? '' : '.'}~/${other}~/')`;

/** The caller's token in several forms, each as the shell text that yields it. */
export const shownToken = {
  whole: '$CONTRACT_TOKEN',
  withoutFirst: '${CONTRACT_TOKEN#?}',
  /** Before other letters. */
  inBraces: '${CONTRACT_TOKEN}',
  withoutLast: '${CONTRACT_TOKEN%?}',
  /** As the name of a user without a password. */
  asBasicUser: `$(printf %s: "$CONTRACT_TOKEN" | base64 | tr -d '\\n')`,
  /** The second part of a JSON Web Token. */
  claims: '$(printf %s "$CONTRACT_TOKEN" | cut -d. -f2)',
  changeBeforeTilde,
  swapLetter,
} as const;

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Matches every text that a shell may expand; all others are ours to escape. The group makes `split` keep the matches. */
export const shownSecret = new RegExp(
  `(${[
    escape(shownToken.asBasicUser),
    escape(shownToken.claims),
    ...[true, false].map((isAppended) =>
      escape(changeBeforeTilde('X', isAppended)).replace('X', String.raw`\w`),
    ),
    escape(swapLetter('AT')).replaceAll('AT', String.raw`\d{1,6}`),
    String.raw`\$\{${name}(?:[#%]\?)?\}`,
    String.raw`\$${name}`,
  ].join('|')})`,
);
