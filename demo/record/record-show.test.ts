// A recording with a camera that is not a browser.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { UsageError } from '../../command-line/command.ts';
import { instant } from '../../time/time.ts';
import { runDemo } from '../testing/running-demo.ts';
import { openStudio, type Studio } from './camera.ts';
import { recordShow } from './record-show.ts';

const start = instant(Date.UTC(2026, 4, 6, 9));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function createChunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
}

/** One pixel, whose colour is the second of the show. */
function createPixel(second: number): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const row = deflateSync(Buffer.from([0, second & 255, 0, 0]));
  return Buffer.concat([Buffer.alloc(8), createChunk('IHDR', header), createChunk('IDAT', row)]);
}

function createStudio() {
  const opened: string[] = [];
  const seconds: number[] = [];
  const studio: Studio = {
    openCamera: (scheme) => {
      let now = 0;
      return Promise.resolve({
        open: (url) => {
          opened.push(`${scheme} ${new URL(url).pathname}${new URL(url).search}`);
          return Promise.resolve();
        },
        setTime: (milliseconds) => {
          now = (milliseconds - start) / 1000;
          return Promise.resolve();
        },
        shoot: () => {
          seconds.push(now);
          return Promise.resolve(createPixel(now));
        },
      });
    },
    close: () => Promise.resolve(),
  };
  return { studio, opened, seconds };
}

const record = (studio: Studio, stopAsked = new Promise<void>(() => undefined)) =>
  recordShow({
    folder,
    seed: 'demo',
    start,
    root: '.',
    env: {},
    complain: () => undefined,
    progress: () => undefined,
    stopAsked,
    openStudio: () => Promise.resolve(studio),
  });

test('it takes each picture light and dark, in the order of the show, and the same again', async () => {
  const { studio, opened, seconds } = createStudio();
  expect(await record(studio)).toMatch(/^14 pictures are in .*, 3 kB together\.$/);
  const names = [
    'demo',
    ...['2min', '30s', 'job', 'lanes', 'life-cycle', 'start'].map((name) => `demo-${name}`),
  ];
  const files = names.flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]);
  expect(readdirSync(folder).toSorted()).toEqual(files.toSorted());
  expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
  expect([seconds[0], seconds.at(-1)]).toEqual([0.25, 150]);
  // The job is one of this seed.
  expect(opened.at(-3)).toMatch(/^dark \/__mock__\/\?world=default&span=6m&job=[0-9a-f-]{36}&panel=job$/);

  const first = readFileSync(join(folder, 'demo-light.png'));
  const again = createStudio();
  await record(again.studio);
  expect(again.opened).toEqual(opened);
  expect(readFileSync(join(folder, 'demo-light.png')).equals(first)).toBe(true);
});

test('it ends early when the user stops it', async () => {
  const { studio, seconds } = createStudio();
  await record(studio, Promise.resolve());
  expect(seconds.length).toBeLessThan(4);
});

test('without a browser it says what to install', async () => {
  await expect(openStudio('/no/such/chromium', [])).rejects.toThrow(
    new UsageError(
      'Recording needs Chromium, and there is none. Install it (Debian: apt-get install chromium), or name it in the variable CHROMIUM.',
    ),
  );
});

test('flags that a recording has no use for are refused', async () => {
  await expect(runDemo('--record', folder, '--loop', '--speed=2').ended).rejects.toThrow(
    new UsageError([
      '--record has no use for --loop; leave it out.',
      '--record has no use for --speed; leave it out.',
    ]),
  );
});
