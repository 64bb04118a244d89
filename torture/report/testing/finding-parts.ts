/** What the findings by hand have in common. */

export const drawn = {
  seed: -1_842_004_113,
  path: '18:1:0:2',
  lives: 19,
  simplerLives: 64,
  first: { jobs: 2, faults: 4, events: 1 },
};
export const source = 'Enrichment Status, "Polling Guidance"';

export const queued = [{ job: 0, status: 'queued' }];
export const inProgress = [{ job: 0, status: 'in-progress' }];
