/** The pictures that a recording takes of the show, in the order of time. */

export interface Shot {
  /** The second of the show. */
  readonly at: number;
  /** The name of the file, before the colour scheme. */
  readonly name: string;
  /** The page below `/__mock__/`; `JOB` is the id of `job`. */
  readonly page: string;
  /** The name of a job within the show. */
  readonly job?: string;
}

const dashboard = '?world=default&span=6m';
const job = 'race entrants';

export const shots: readonly Shot[] = [
  { at: 0.25, name: 'demo-start', page: dashboard },
  { at: 30, name: 'demo-30s', page: dashboard },
  { at: 120, name: 'demo-2min', page: dashboard },
  { at: 150, name: 'demo-lanes', page: '?world=default&span=3m&job=JOB', job },
  { at: 150, name: 'demo-job', page: `${dashboard}&job=JOB&panel=job`, job },
  { at: 150, name: 'demo-life-cycle', page: `${dashboard}&view=life-cycle` },
];

/** The animation: lists that come in, and the hasty client with its advice. */
export const animation = {
  name: 'demo',
  /** Lanes that stay where they are, so that little changes from frame to frame; `START` is the time at which they begin. */
  page: '?world=default&span=2m30s&from=START',
  /** In seconds of the show. */
  starts: 90,
  from: 121,
  to: 148,
  every: 3,
  /** How long each frame is shown. */
  frameMs: 300,
  /** The upper part of the page, in pixels. */
  height: 410,
} as const;
