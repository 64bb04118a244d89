/** Reads the PNG files that a browser makes of its pages: 8 bits, RGB or RGBA, not interlaced (PNG, third edition). */
import { inflateSync } from 'node:zlib';

import type { Image } from './image.ts';

const signatureLength = 8;
const channelsByType: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** @throws Error for any other file */
export function readPng(file: Uint8Array): Image {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let at = signatureLength;
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = content;
    if (type === 'IDAT') data.push(content);
    at += length + 12;
  }
  const channels = header?.[8] === 8 && header[12] === 0 ? channelsByType[header[9] ?? 0] : undefined;
  if (header === undefined || channels === undefined)
    throw new Error('The browser made a picture of an unknown kind.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(Buffer.concat(data));
  undoFilters(rows, width * channels, height, channels);
  return { width, height, pixels: toPixels(rows, width, height, channels) };
}

/** In place. Each row begins with the number of its filter. */
function undoFilters(rows: Buffer, rowLength: number, height: number, channels: number): void {
  for (let row = 0; row < height; row += 1) {
    const start = row * (rowLength + 1) + 1;
    const filter = rows[start - 1] ?? 0;
    for (let column = 0; column < rowLength; column += 1) {
      const at = start + column;
      const left = column >= channels ? (rows[at - channels] ?? 0) : 0;
      const up = row > 0 ? (rows[at - rowLength - 1] ?? 0) : 0;
      const upLeft = row > 0 && column >= channels ? (rows[at - rowLength - 1 - channels] ?? 0) : 0;
      rows[at] = (rows[at] ?? 0) + predict(filter, left, up, upLeft);
    }
  }
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - upLeft;
  const [byLeft, byUp, byBoth] = [
    Math.abs(estimate - left),
    Math.abs(estimate - up),
    Math.abs(estimate - upLeft),
  ];
  if (byLeft <= byUp && byLeft <= byBoth) return left;
  return byUp <= byBoth ? up : upLeft;
}

function toPixels(rows: Buffer, width: number, height: number, channels: number): Uint32Array {
  const pixels = new Uint32Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      pixels[row * width + column] = rows.readUIntBE(row * (width * channels + 1) + 1 + column * channels, 3);
  return pixels;
}
