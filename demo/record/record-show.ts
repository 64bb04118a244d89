/** Records the show: plays it with a clock that it drives, and takes pictures of the pages at given moments. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Surroundings } from '../../command-line/command.ts';
import { toWriteError } from '../../files/write-file.ts';
import { formatRfc3339, instant, type Instant } from '../../time/time.ts';
import type { DemoOptions } from '../options.ts';
import { formatShowTime } from '../show/describe-scene.ts';
import { type Demo, startDemo } from '../start-demo.ts';
import { type Camera, openStudio, type Studio } from './camera.ts';
import type { Image } from './image.ts';
import { readPng } from './read-png.ts';
import { animation, type Shot, shots } from './shots.ts';
import { writePng } from './write-png.ts';

export interface RecordOptions
  extends Pick<DemoOptions, 'seed' | 'start'>,
    Pick<Surroundings, 'complain' | 'env' | 'progress' | 'root' | 'stopAsked'> {
  readonly folder: string;
  /** In place of Chromium. */
  readonly openStudio?: () => Promise<Studio>;
}

const schemes = ['light', 'dark'] as const;

/** The player looks at the clock this often, in milliseconds of the show. */
const stepMs = 250;

/** A page comes to rest sooner after a second of the show than after it was opened, since it gets the advice a second later. */
const quietMs = { picture: 1200, frame: 150 } as const;

/** @returns a sentence on what was written. @throws UsageError without a browser, FileError when a file cannot be written */
export async function recordShow(options: RecordOptions): Promise<string> {
  const { folder, env, stopAsked, start } = options;
  mkdirSync(folder, { recursive: true });
  const studio = await (options.openStudio ?? (() => openStudio(env['CHROMIUM'])))();
  const clock = { now: start };
  try {
    const demo = await startDemo({ ...options, port: 0, speed: 1, frozen: false, now: () => clock.now });
    try {
      const cameras = await Promise.all(schemes.map((scheme) => studio.openCamera(scheme, start)));
      const recording = new Recording(options, demo, cameras, clock);
      void stopAsked.then(() => recording.stop());
      await recording.run();
      return recording.summary;
    } finally {
      await demo.stop();
    }
  } finally {
    await studio.close();
  }
}

/** Whether the picture is taken before the animation. */
const isBefore = ({ at }: Shot): boolean => at <= animation.from;

class Recording {
  readonly #options: RecordOptions;
  readonly #demo: Demo;
  readonly #cameras: readonly Camera[];
  /** The wall clock of the mock. */
  readonly #clock: { now: Instant };
  #isStopped = false;
  #files = 0;
  #bytes = 0;

  constructor(options: RecordOptions, demo: Demo, cameras: readonly Camera[], clock: { now: Instant }) {
    this.#options = options;
    this.#demo = demo;
    this.#cameras = cameras;
    this.#clock = clock;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async run(): Promise<void> {
    for (const shot of shots.filter(isBefore)) await this.#takePicture(shot);
    await this.#takeAnimation();
    for (const shot of shots.filter((one) => !isBefore(one))) await this.#takePicture(shot);
  }

  get summary(): string {
    const size = `${Math.ceil(this.#bytes / 1000)} kB`;
    return `${this.#files} pictures are in ${this.#options.folder}, ${size} together.`;
  }

  /** Lets the show go on to this second. */
  async #goTo(second: number): Promise<void> {
    const { progress, start } = this.#options;
    progress('Recording', formatShowTime(second));
    const until = start + second * 1000;
    while (this.#clock.now < until && !this.#isStopped) {
      this.#clock.now = instant(Math.min(until, this.#clock.now + stepMs));
      await this.#demo.player.step();
    }
    for (const camera of this.#cameras) await camera.setTime(this.#clock.now);
  }

  async #takePicture({ at, name, page, job = '' }: Shot): Promise<void> {
    if (this.#isStopped) return;
    await this.#goTo(at);
    const id = this.#demo.player.findJob(job) ?? '';
    for (const [index, camera] of this.#cameras.entries()) {
      await camera.open(this.#toUrl(page.replace('JOB', id)));
      this.#keep(name, index, [readPng(await camera.shoot(quietMs.picture))]);
    }
  }

  async #takeAnimation(): Promise<void> {
    const { name, page, starts, from, to, every } = animation;
    const opening = formatRfc3339(instant(this.#options.start + starts * 1000));
    const frames: Image[][] = this.#cameras.map(() => []);
    for (let second = from; second <= to && !this.#isStopped; second += every) {
      await this.#goTo(second);
      for (const [index, camera] of this.#cameras.entries()) {
        if (second === from) await camera.open(this.#toUrl(page.replace('START', opening)));
        frames[index]?.push(readPng(await camera.shoot(quietMs.frame, animation.height)));
      }
    }
    if (!this.#isStopped) for (const [index, images] of frames.entries()) this.#keep(name, index, images);
  }

  #toUrl(page: string): string {
    return `${this.#demo.url}/__mock__/${page}`;
  }

  /** @throws FileError */
  #keep(name: string, camera: number, images: readonly Image[]): void {
    const path = join(this.#options.folder, `${name}-${schemes[camera]}.png`);
    const file = writePng(images, animation.frameMs);
    try {
      writeFileSync(path, file);
    } catch (error) {
      throw toWriteError(error, path);
    }
    this.#files += 1;
    this.#bytes += file.length;
  }
}
