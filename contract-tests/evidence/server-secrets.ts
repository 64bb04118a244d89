/** Hides what a server reveals by mistake: keys, passwords and addresses with credentials. */

/** In place of a secret; clauses look for it. */
export const secretMark = '[secret]';

/** A part before the secret, the secret, and a part after it. */
const patterns: readonly RegExp[] = [
  // SECRET_KEY = 'x', "AWS_SECRET_ACCESS_KEY": "x", DB_PASSWORD=x; masked values consist of asterisks
  /(\b(?:[A-Z\d]{1,40}_){0,8}(?:SECRET|PASSWORD|PASSWD|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|AUTH_TOKEN)(?:_[A-Z\d]{1,40}){0,3}(?:&#x27;|&quot;|["'])?\s{0,3}(?:=>?|:)\s{0,3}u?(?:&#x27;|&quot;|["'])?)([^\s"'<>,;&*[\]{}()]{6,200})()/g,
  // The table of settings on Django's debug page
  /(<td>[A-Z\d_]{0,60}(?:SECRET|PASSWORD|KEY|TOKEN)[A-Z\d_]{0,60}<\/td>\s{0,40}<td[^>]{0,80}>\s{0,40}(?:<pre>)?(?:&#x27;|&quot;|["'])?)([^\s"'<>&*]{6,200})()/g,
  // postgres://user:password@host
  /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@"'<>]{0,100}:)([^\s/@"'<>*[\]]{3,200})(@)/gi,
  // A connection string
  /(\bpassword=(?:&#x27;|["'])?)([^\s"'<>&;*[\]]{3,200})()/gi,
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)((?:[^-]|-(?!----)){1,20000})()/g,
  /()(\bAKIA[\dA-Z]{16}\b)()/g,
];

/** Every secret is replaced, so that neither evidence nor reports contain it. */
export function hideServerSecrets(text: string): string {
  return patterns.reduce(
    (shown, pattern) =>
      shown.replaceAll(pattern, (_, before: string, _secret, after: string) => before + secretMark + after),
    text,
  );
}
