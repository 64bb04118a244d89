/** Writes pictures and animations as PNG files with a palette, as small as they get (PNG, third edition, 11.3 and 4.9). */
import { crc32, deflateSync } from 'node:zlib';

import type { Image } from './image.ts';
import { choosePalette, type Palette } from './palette.ts';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** A picture, or an animation that is repeated without an end if there are several images of the same size. */
export function writePng(images: readonly Image[], frameMs = 0): Uint8Array {
  const [first] = images;
  if (first === undefined) throw new Error('There is no picture to write.');
  const palette = choosePalette(images);
  const { width, height } = first;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  // The first colour is that of pixels that stay as they were.
  const colours = [0, ...palette.colours].flatMap((colour) => [
    colour >> 16,
    (colour >> 8) & 255,
    colour & 255,
  ]);
  const isAnimated = images.length > 1;
  return Buffer.concat([
    signature,
    createChunk('IHDR', header),
    ...(isAnimated ? [createChunk('acTL', toWords(images.length, 0))] : []),
    createChunk('PLTE', Buffer.from(colours)),
    ...(isAnimated ? [createChunk('tRNS', Buffer.from([0]))] : []),
    ...(isAnimated
      ? writeFrames(images, palette, frameMs)
      : [createChunk('IDAT', packFrame(first, palette))]),
    createChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each frame after the first has only the rectangle in which something changed, and in it only the pixels that did. */
function writeFrames(images: readonly Image[], palette: Palette, frameMs: number): readonly Buffer[] {
  let sequence = 0;
  return images.flatMap((image, index) => {
    const before = index === 0 ? undefined : images[index - 1];
    const area = before === undefined ? { left: 0, top: 0, ...image } : findChange(before, image);
    const control = createChunk(
      'fcTL',
      Buffer.concat([
        toWords((sequence += 1) - 1, area.width, area.height, area.left, area.top),
        toHalves(frameMs, 1000),
        // The frame stays, and the next one is drawn over it.
        Buffer.from([0, 1]),
      ]),
    );
    const packed = packFrame(image, palette, before, area);
    if (index === 0) return [control, createChunk('IDAT', packed)];
    return [control, createChunk('fdAT', Buffer.concat([toWords((sequence += 1) - 1), packed]))];
  });
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function findChange(before: Image, { width, pixels }: Image): Area {
  let [left, right, top, bottom] = [width, -1, Number.POSITIVE_INFINITY, -1];
  for (const [at, pixel] of pixels.entries()) {
    if (pixel === before.pixels[at]) continue;
    const [row, column] = [Math.floor(at / width), at % width];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  // A frame has at least one pixel.
  if (right < 0) return { left: 0, top: 0, width: 1, height: 1 };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function packFrame(
  image: Image,
  palette: Palette,
  before?: Image,
  area: Area = { left: 0, top: 0, ...image },
): Buffer {
  const rows = Buffer.alloc(area.height * (area.width + 1));
  for (let row = 0; row < area.height; row += 1)
    for (let column = 0; column < area.width; column += 1) {
      const at = (area.top + row) * image.width + area.left + column;
      const pixel = image.pixels[at] ?? 0;
      const stays = before !== undefined && pixel === before.pixels[at];
      rows[row * (area.width + 1) + 1 + column] = stays ? 0 : palette.find(pixel) + 1;
    }
  return deflateSync(rows, { level: 9, memLevel: 9 });
}

function createChunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  return Buffer.concat([toWords(content.length), body, toWords(crc32(body))]);
}

function toWords(...values: readonly number[]): Buffer {
  const words = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) words.writeUInt32BE(value, 4 * index);
  return words;
}

function toHalves(...values: readonly number[]): Buffer {
  const halves = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) halves.writeUInt16BE(value, 2 * index);
  return halves;
}
