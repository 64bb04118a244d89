// Pictures that are written and read again, by our reader and by the rules of the format.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

import type { Image } from './image.ts';
import { choosePalette } from './palette.ts';
import { readPng } from './read-png.ts';
import { writePng } from './write-png.ts';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function createChunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const words = Buffer.alloc(8);
  words.writeUInt32BE(content.length, 0);
  words.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([words.subarray(0, 4), body, words.subarray(4)]);
}

/** As a browser writes it: RGB, each row with the given filter, whose bytes are given too. */
function createPng(width: number, rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    signature,
    createChunk('IHDR', header),
    createChunk('IDAT', data),
    createChunk('IEND', Buffer.alloc(0)),
  ]);
}

test('all five filters are undone', () => {
  const rows = [
    [0, 10, 20, 30, 40, 50, 60],
    [1, 1, 2, 3, 4, 5, 6],
    [2, 9, 9, 9, 9, 9, 9],
    [3, 5, 5, 5, 5, 5, 5],
    [4, 1, 1, 1, 1, 1, 1],
  ];
  const { width, height, pixels } = readPng(createPng(2, rows));
  expect([width, height]).toEqual([2, 5]);
  expect([...pixels].map((pixel) => pixel.toString(16).padStart(6, '0'))).toEqual([
    '0a141e',
    '28323c',
    '010203',
    '050709',
    '0a0b0c',
    '0e1012',
    '0a0a0b',
    '111213',
    '0b0b0c',
    '121314',
  ]);
});

test('a file of another kind is refused', () => {
  expect(() => readPng(Buffer.from('GIF89a'))).toThrow('The browser made a picture of an unknown kind.');
});

const paint = (width: number, height: number, colour: (at: number) => number): Image => {
  return { width, height, pixels: Uint32Array.from({ length: width * height }, (_, at) => colour(at)) };
};

test('few colours stay as they are, and many become as many as there is place for', () => {
  const few = choosePalette([paint(4, 4, (at) => (at % 3) * 0x102030)]);
  expect(few.colours.toSorted((a, b) => a - b)).toEqual([0, 0x102030, 0x204060]);
  const many = choosePalette([paint(100, 100, (at) => at * 1601)]);
  expect(many.colours.length).toBeLessThan(64);
  for (const at of [0, 5000, 9999]) expect(many.find(at * 1601)).toBeLessThan(many.colours.length);
});

/** The chunks of a file, each with its type and content. @throws if one is damaged */
function listChunks(file: Uint8Array): readonly { readonly type: string; readonly content: Buffer }[] {
  const bytes = Buffer.from(file);
  const chunks: { type: string; content: Buffer }[] = [];
  for (let at = signature.length; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error(`A chunk at ${at} is damaged.`);
    chunks.push({ type: body.toString('latin1', 0, 4), content: body.subarray(4) });
    at += length + 12;
  }
  return chunks;
}

test('a picture has a palette, and its pixels refer to it', () => {
  const chunks = listChunks(writePng([paint(3, 2, (at) => (at === 4 ? 0xff0000 : 0x0000ff))]));
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
  const [, palette, data] = chunks;
  expect(palette?.content.toString('hex')).toBe('0000000000ffff0000');
  expect(inflateSync(data?.content ?? Buffer.alloc(0)).toString('hex')).toBe('0001010100010201');
});

test('an animation repeats without an end, and each frame has only what changed', () => {
  const still = paint(4, 4, () => 0);
  const moved = paint(4, 4, (at) => (at === 5 || at === 10 ? 0xffffff : 0));
  const chunks = listChunks(writePng([still, moved, moved], 200));
  expect(chunks.map(({ type }) => type)).toEqual([
    'IHDR',
    'acTL',
    'PLTE',
    'tRNS',
    'fcTL',
    'IDAT',
    'fcTL',
    'fdAT',
    'fcTL',
    'fdAT',
    'IEND',
  ]);
  const controls = chunks.filter(({ type }) => type === 'fcTL').map(({ content }) => content);
  const areas = controls.map((content) => [4, 8, 12, 16].map((at) => content.readUInt32BE(at)));
  expect(areas).toEqual([
    [4, 4, 0, 0],
    [2, 2, 1, 1],
    [1, 1, 0, 0],
  ]);
  expect(controls.map((content) => content.readUInt16BE(20) / content.readUInt16BE(22))).toEqual([
    0.2, 0.2, 0.2,
  ]);
  const frame = chunks.find(({ type }) => type === 'fdAT')?.content.subarray(4) ?? Buffer.alloc(0);
  // The pixels that stay are transparent.
  expect(inflateSync(frame).toString('hex')).toBe('000200000002');
});
