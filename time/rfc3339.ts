/** Reads an instant as RFC 3339, section 5.6, has it. */

export interface Rfc3339Instant {
  /** Milliseconds since 1970-01-01T00:00:00Z; finer fractions are kept in the number. */
  readonly epochMs: number;
  /** Number of fractional digits, 0 without a fraction. */
  readonly fractionDigits: number;
  /** `Z`, `z` or the offset as written. */
  readonly designator: string;
}

/** The letters T and Z may be lower case. */
const form = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/** The results of recent texts, since a run reads the same few timestamps hundreds of times. */
const known = new Map<string, Rfc3339Instant | undefined>();
const maxKnown = 5000;
/** No timestamp is longer; other texts are not kept. */
const maxKnownLength = 40;

/** @returns undefined for another text, or for a day or an hour that does not exist */
export function parseRfc3339(text: string): Rfc3339Instant | undefined {
  if (text.length > maxKnownLength) return parseText(text);
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found;
  const parsed = parseText(text);
  if (known.size >= maxKnown) known.clear();
  known.set(text, parsed);
  return parsed;
}

function parseText(text: string): Rfc3339Instant | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', designator = 'Z'] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const whole = Date.UTC(y, mo - 1, d, h, mi, s);
  const back = new Date(whole);
  const sameDay = back.getUTCFullYear() === y && back.getUTCMonth() === mo - 1 && back.getUTCDate() === d;
  const exists = sameDay && h < 24 && mi < 60 && s < 60;
  const offset = parseOffset(designator);
  if (!exists || offset === undefined) return undefined;
  return {
    epochMs: whole + Number(`0.${fraction || '0'}`) * 1000 - offset * 60_000,
    fractionDigits: fraction.length,
    designator,
  };
}

function parseOffset(designator: string): number | undefined {
  if (/^z$/i.test(designator)) return 0;
  const [hours = 0, minutes = 0] = designator.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) return undefined;
  return (designator.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
