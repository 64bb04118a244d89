/** Keeps secrets out of evidence: everything that is recorded goes through it. */

/** Replaces every secret in a text, in the spellings in which a server may echo it. */
export type Redactor = (text: string) => string;

/** What stands in the place of a secret that came back from a target. */
export const redacted = '[redacted]';

/** Characters that a token must have; a shorter one could not be told from other text. */
export const shortestSecret = 5;

/** A redactor for these secrets, and for the cut ones that are sent to see them refused. */
export function redactorOf(secrets: readonly string[]): Redactor {
  const spellings = secrets
    .flatMap((secret) => [...spellingsOf(secret), ...spellingsOf(cut(secret))])
    .filter(({ length }) => length >= shortestSecret - 1)
    .toSorted((a, b) => b.length - a.length);
  if (spellings.length === 0) return (text) => text;
  // In whatever case: a proxy may have written it in its own.
  const any = new RegExp([...new Set(spellings)].map(escaped).join('|'), 'gi');
  return (text) => text.replaceAll(any, redacted);
}

/** A token without its first character: near to a valid one, and not valid. */
export function cut(token: string): string {
  return token.slice(1);
}

/** Each spelling also as it stands in an address, since a HAR shows the queries of addresses decoded. */
function spellingsOf(secret: string): readonly string[] {
  const inAddress = encodeURIComponent(secret);
  return [...plainSpellingsOf(secret), inAddress].flatMap((spelling) => [
    spelling,
    encodeURIComponent(spelling),
  ]);
}

function plainSpellingsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    secret,
    hex.map((digits) => `%${digits}`).join(''),
    hex.join(''),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
    secret.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign),
    ...[0, 1, 2].flatMap((before) => base64Within(bytes, before)),
  ];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * What a secret makes of a base64 text that holds more than it: only the characters that depend on nothing else.
 * @param before how many bytes stand before it in its group of three
 */
function base64Within(bytes: Uint8Array, before: number): readonly string[] {
  const whole = btoa(String.fromCharCode(...Array<number>(before).fill(0), ...bytes));
  const sure = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
