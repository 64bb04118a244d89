/**
 * Plays the show: does each deed when the time of the world has come to it, and lets the clients poll meanwhile. It has no clock:
 * a user who controls the world controls the show.
 */
import { customers, firstJobs } from '../show/customers.ts';
import { drawRecords } from '../show/records.ts';
import type { Scene } from '../show/scene.ts';
import { scenes as allScenes } from '../show/show.ts';
import { Client, getText, paths } from './client.ts';
import type { Moment, Stage } from './stage.ts';

export class Player {
  readonly #stage: Stage;
  readonly #seed: string;
  readonly #scenes: readonly Scene[];
  #clients: Readonly<Record<string, Client>> = {};
  #jobs = new Map<string, string>();
  #faults = new Map<string, string>();
  /** The index of the next scene. */
  #next = 0;
  #latest: Moment | undefined;

  constructor(stage: Stage, seed: string, scenes: readonly Scene[] = allScenes) {
    this.#stage = stage;
    this.#seed = seed;
    this.#scenes = scenes;
  }

  /** Does everything that is due, in the order of time. While the clock stands still, nothing is. */
  async step(): Promise<void> {
    const now = this.#stage.look();
    this.#follow(now);
    for (;;) {
      const scene = this.#scenes[this.#next];
      const client = this.#findNextClient();
      const sceneAt = scene?.at ?? Number.POSITIVE_INFINITY;
      const clientAt = client?.due ?? Number.POSITIVE_INFINITY;
      if (Math.min(sceneAt, clientAt) > now.seconds) return;
      // When the presenter moved the clock, a client does not make up for the polls that it missed.
      if (scene !== undefined && sceneAt <= clientAt) {
        this.#next += 1;
        await this.#perform(scene, now.seconds);
      } else {
        await client?.poll(now.seconds);
      }
      if (this.#stage.look().round !== now.round) return;
    }
  }

  /** The id of a job by its name within the show. */
  findJob(name: string): string | undefined {
    return this.#jobs.get(name);
  }

  #findNextClient(): Client | undefined {
    let next: Client | undefined;
    for (const client of Object.values(this.#clients))
      if (next === undefined || client.due < next.due) next = client;
    return next;
  }

  /** Begins again, or continues from there, when somebody has reset or restored the world. */
  #follow(now: Moment): void {
    const { seconds, round } = now;
    const before = this.#latest;
    this.#latest = now;
    if (before !== undefined && before.round === round && seconds >= before.seconds) return;
    // A reset is noticed a moment later.
    const from = before === undefined || seconds < noticeSeconds ? 0 : seconds;
    this.#next = this.#scenes.findIndex(({ at }) => at >= from);
    if (this.#next < 0) this.#next = this.#scenes.length;
    const send = this.#stage.send;
    const entries = Object.entries(customers).map(([name, { token, habit }]) => {
      const client = new Client(name, token, habit, this.#seed, send);
      client.due += from;
      return [name, client] as const;
    });
    this.#clients = Object.fromEntries(entries);
    this.#faults = new Map();
    // In a world that was restored, the jobs of earlier scenes are those that there were then.
    if (from === 0) this.#jobs = new Map(Object.entries(firstJobs));
  }

  /** What the world refuses, since the presenter changed it, is left out. */
  async #perform(scene: Scene, now: number): Promise<void> {
    const { control } = this.#stage;
    switch (scene.does) {
      case 'submit': {
        const client = this.#clients[scene.customer];
        const records = drawRecords(scene.rows, scene.scenario, this.#seed, scene.job);
        const received = await client?.request('POST', paths.submit, { records });
        this.#remember(scene, getText(received?.json, 'job_id'), now);
        return;
      }
      case 'add': {
        const { customer: user, scenario, rows: size } = scene;
        const { json } = await control('POST', '/jobs', { user, scenario, size });
        this.#remember(scene, getText(json, 'id'), now);
        return;
      }
      case 'pause':
      case 'resume': {
        const job = this.#jobs.get(scene.job);
        const client = this.#clients[scene.customer];
        if (job === undefined || client === undefined) return;
        const { status } = await client.request('POST', paths.control, {
          csv_file_id: job,
          action: scene.does,
        });
        if (status === 200) client.follow(job, now);
        return;
      }
      case 'fail': {
        const job = this.#jobs.get(scene.job);
        if (job !== undefined) await control('POST', `/jobs/${job}/fail`, { reason: scene.reason });
        return;
      }
      case 'switch-on': {
        const id = getText((await control('POST', '/faults', scene.rule)).json, 'id');
        if (id !== undefined) this.#faults.set(scene.fault, id);
        return;
      }
      case 'switch-off': {
        const fault = this.#faults.get(scene.fault);
        if (fault !== undefined) await control('DELETE', `/faults/${fault}`);
        this.#faults.delete(scene.fault);
        return;
      }
      case 'change-habit':
        this.#clients[scene.customer]?.changeHabit(scene.habit, now);
        return;
      case 'clear-advice':
        await control('DELETE', '/advice');
        return;
      case 'watch':
        return;
      case 'request': {
        const client = this.#clients[scene.customer];
        await client?.request('GET', scene.path.replace('{job}', client.latest ?? unknownJob));
      }
    }
  }

  #remember(
    { customer, job }: { readonly customer: string; readonly job: string },
    id: string | undefined,
    now: number,
  ): void {
    if (id === undefined) return;
    this.#jobs.set(job, id);
    this.#clients[customer]?.follow(id, now);
  }
}

/** The player looks several times a second, but the computer may be busy. */
const noticeSeconds = 5;

const unknownJob = '00000000-0000-4000-8000-000000000000';
