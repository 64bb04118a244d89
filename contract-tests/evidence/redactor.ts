/** Keeps secrets out of evidence: everything that is recorded goes through it. */

/** Replaces every secret in a text, in the spellings in which a server may echo it. */
export type Redactor = (text: string) => string;

/** What stands in the place of a secret that came back from a target. */
export const redacted = '[redacted]';

/** Characters that a token must have; a shorter one could not be told from other text. */
export const shortestSecret = 5;

/** A piece of a token that is as long as this is taken out also when the rest of the token is not there. */
const shortestPiece = 6;

/** A redactor for these secrets, for the cut ones that are sent to see them refused, and for pieces of them. */
export function redactorOf(secrets: readonly string[]): Redactor {
  const spellings = secrets
    .flatMap((secret) => [...spellingsOf(secret), ...spellingsOf(cut(secret))])
    .filter(({ length }) => length >= shortestSecret - 1)
    .toSorted((a, b) => b.length - a.length);
  if (spellings.length === 0) return (text) => text;
  // In whatever case: a proxy may have written it in its own.
  const any = new RegExp([...new Set(spellings)].map(escaped).join('|'), 'gi');
  const withoutPieces = pieceRedactorOf(secrets.flatMap(cutSpellingsOf));
  return (text) => withoutPieces(text.replaceAll(any, redacted));
}

/** What is never a piece of a token, whatever it looks like: an id of a job, a timestamp. */
const harmless =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/gi;

/** Takes out each longest run of characters that is a piece of a spelling of a secret. */
function pieceRedactorOf(spellings: readonly string[]): Redactor {
  const starts = new Set(spellings.flatMap((spelling) => piecesOf(spelling.toLowerCase())));
  return (text) => {
    const lower = text.toLowerCase();
    // A letter that is longer in lower case would move all that follows; no token has one.
    if (lower.length !== text.length) return text;
    const safe = new Set([...lower.matchAll(harmless)].flatMap(placesOf));
    let [shown, from] = ['', 0];
    for (let at = 0; at + shortestPiece <= lower.length; at += 1) {
      if (safe.has(at) || !starts.has(lower.slice(at, at + shortestPiece))) continue;
      let end = at + shortestPiece;
      while (end < lower.length && starts.has(lower.slice(end - shortestPiece + 1, end + 1))) end += 1;
      if (isTelling(lower.slice(at, end))) {
        shown += text.slice(from, at) + redacted;
        from = end;
      }
      at = end - 1;
    }
    return shown + text.slice(from);
  };
}

/** A short word, or a short number, stands in many a text by itself. */
function isTelling(run: string): boolean {
  return run.length >= 10 || (/\d/.test(run) && /[a-z]/.test(run));
}

function placesOf({ 0: { length }, index }: RegExpMatchArray): readonly number[] {
  return Array.from({ length }, (_, offset) => (index ?? 0) + offset);
}

function piecesOf(whole: string): readonly string[] {
  const count = Math.max(0, whole.length - shortestPiece + 1);
  return Array.from({ length: count }, (_, at) => whole.slice(at, at + shortestPiece));
}

/** The spellings of which a server may cut pieces: as it is, in addresses, and in base64. */
function cutSpellingsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  return [secret, encodeURIComponent(secret), ...[0, 1, 2].flatMap((before) => base64Within(bytes, before))];
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
