// Bytes and binary strings, compared with Node's own conversion.
import { toBinary, toBytes } from './binary.ts';

const all = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 31) % 256));

test.each([0, 1, 256, 8191, 8192, 8193, 20_000])(
  '%d bytes survive the round trip through a string',
  (length) => {
    const bytes = all.subarray(0, length);
    const text = bytes.toString('latin1');
    expect(toBinary(bytes)).toBe(text);
    expect(Buffer.from(toBytes(text)).equals(bytes)).toBe(true);
  },
);
