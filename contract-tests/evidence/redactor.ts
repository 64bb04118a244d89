/** Keeps secrets out of evidence: everything that is recorded goes through it. */

export interface Secret {
  /** The variable that holds it, e.g. `CONTRACT_TOKEN`. */
  readonly name: string;
  readonly value: string;
}

/** Replaces every secret in a text, in the spellings in which a server may echo it. */
export type Redactor = (text: string) => string;

/** What stands in the place of a secret that came back from a target. */
export const redacted = '[redacted]';

/** A redactor for these secrets, for parts of them that are sent, and for what cookies hold. */
export function redactorOf(secrets: readonly Secret[]): Redactor {
  const spellings = secrets
    .flatMap(({ value }) => [value, cut(value)])
    .filter((value) => value.length >= 4)
    .flatMap((value) => [value, encodeURIComponent(value), base64(value), JSON.stringify(value).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length);
  const unique = [...new Set(spellings)];
  return (text) => unique.reduce((kept, secret) => kept.replaceAll(secret, redacted), text);
}

/** A token without its last character: near to a valid one, and not valid. */
export function cut(token: string): string {
  return token.slice(0, -1);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
