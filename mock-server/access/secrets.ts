/** Control tokens and team keys: which texts can be one, and how they are compared. */
const minLength = 8;
/** A shorter one is easier to guess. */
const goodLength = 16;
const maxLength = 200;
/** Characters that a bearer token may have (RFC 6750), without those that separate the parts of a token of the mock. */
const secretPattern = /^[A-Za-z\d._-]+$/;

/** What a secret must be, for messages. */
export const secretRule = `${minLength} to ${maxLength} letters, digits, dots, dashes or underscores`;

/** @returns half a sentence that does not contain the secret; undefined when it can be used */
export function findSecretMistake(secret: string): string | undefined {
  if (secret === '') return 'is empty';
  if (secret.length < minLength) return `has only ${secret.length} characters`;
  if (secret.length > maxLength) return `has ${secret.length} characters`;
  return secretPattern.test(secret) ? undefined : 'has a character that is not allowed';
}

/** @returns half a sentence that does not contain the secret; undefined when it is hard to guess */
export function findSecretWeakness(secret: string): string | undefined {
  if (secret.length < goodLength)
    return `has only ${secret.length} characters, so that it is easier to guess`;
  return new Set(secret).size < 4 ? 'repeats a few characters, so that it is easy to guess' : undefined;
}

/** What to do about it, a sentence. */
export const secretAdvice = '"openssl rand -hex 24" prints one that nobody guesses.';

/** SHA-256, which the edge provides. */
export interface Hashing {
  /**
   * The digest of a secret in hexadecimal digits; a secret itself is never compared, so that the time it takes reveals
   * nothing of it.
   */
  readonly digest: (secret: string) => string;
  /** A text that only those can make who know the key. */
  readonly sign: (key: string, text: string) => string;
}

/** Compares all characters, wherever the first difference is. */
export function isSameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index += 1)
    difference |= one.charCodeAt(index % Math.max(1, one.length)) ^ other.charCodeAt(index);
  return difference === 0;
}
