/** The text of a value of any type: agents can send, and servers can return, anything. Pure. */
export function toText(value: unknown, byDefault = ''): string {
  if (typeof value === 'string') return value;
  return value === undefined ? byDefault : (JSON.stringify(value) ?? byDefault);
}
