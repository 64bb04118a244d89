// Each history is drawn with its calls over time; the job may be moved by the pipeline between two calls.
import { createJobModel } from './model.ts';
import { findOrder, listJobEvents } from './linearize.ts';
import { document, model, writeHistory } from './testing/written-history.ts';

function judge(text: string, max?: number) {
  const history = writeHistory(text);
  const [job] = history.jobs;
  if (job === undefined) throw new Error('The history submits no job.');
  return findOrder(listJobEvents(history, job, model), model, max).kind;
}

test.each([
  [
    'the pipeline moved the job between two reads',
    `
[-]               submit A  201
    [-]           read A    queued
        [-]       read A    in-progress
            [-]   read A    completed`,
  ],
  [
    'the job failed in the queue',
    `
[-]        submit A  201
    [-]    read A    queued
        [-] read A   failed`,
  ],
  [
    'one of two pauses at once was too late',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [---]   pause A   400
         [---]  pause A   200`,
  ],
  [
    'a resume overtook the pause that it needs',
    `
[-]              submit A  201
    [-]          read A    in-progress
        [-----]  pause A   200
         [---]   resume A  200
               [-]  read A  in-progress`,
  ],
  [
    'a read at the same time may see both',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [---]   pause A   200
         [-]    read A    in-progress
          [---] list      A paused`,
  ],
  [
    'a pause was rejected because the job had just finished',
    `
[-]           submit A  201
    [-]       read A    in-progress
        [-]   pause A   409
            [-] read A  completed`,
  ],
  [
    'a pause without an answer took effect, and much later',
    `
[-]                 submit A  201
    [-]             read A    in-progress
        [-]         pause A   ?
            [-]     read A    in-progress
                [-] read A    paused`,
  ],
  [
    'a pause without an answer took no effect',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [-]     pause A   ?
            [-] read A    completed`,
  ],
  [
    'a 202 promises the pause for later',
    `
[-]                 submit A  201
    [-]             read A    in-progress
        [-]         pause A   202
            [-]     read A    in-progress
                [-] read A    paused`,
  ],
  [
    'a throttled, a forbidden and an unpaid action say nothing about the job',
    `
[-]                     submit A  201
    [-]                 read A    in-progress
        [-]             pause A   429
            [-]         pause A   403
                [-]     pause A   200
                    [-] resume A  402`,
  ],
])('there is an order when %s', (_, text) => {
  expect(judge(text)).toBe('explained');
});

test.each([
  [
    'two pauses at once were both accepted',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [---]   pause A   200
         [---]  pause A   200`,
  ],
  [
    'a pause was lost to a resume at the same time',
    `
[-]                   submit A  201
    [-]               pause A   200
        [---]         pause A   200
         [---]        resume A  200
              [-]     read A    in-progress`,
  ],
  [
    'a list still shows the job before its pause',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [-]     pause A   200
            [-] list      A in-progress`,
  ],
  [
    'a resumed job is queued again',
    `
[-]                 submit A  201
    [-]             pause A   200
        [-]         resume A  200
            [-]     read A    queued`,
  ],
  [
    'a completed job has no results',
    `
[-]           submit A   201
    [-]       read A     completed
        [-]   results A  400`,
  ],
  [
    'a job without results has some',
    `
[-]           submit A   201
    [-]       results A  200
        [-]   read A     queued`,
  ],
  [
    'a job in progress rejects a pause',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [-]     pause A   400
            [-] read A    in-progress`,
  ],
  [
    'a status is not in the document',
    `
[-]      submit A  201
    [-]  read A    halted`,
  ],
  [
    'a job pauses without being asked',
    `
[-]       submit A  201
    [-]   read A    paused`,
  ],
])('there is no order when %s', (_, text) => {
  expect(judge(text)).toBe('unexplained');
});

test('the other document decides: where a paused job may be paused again, two pauses are fine', () => {
  const lifeCycle = document['x-life-cycle'];
  const again = { from: 'Paused', to: 'Paused', cause: 'pause', basis: 'assumed', reason: '' } as const;
  const other = createJobModel({ ...lifeCycle, transitions: [...lifeCycle.transitions, again] });
  const history = writeHistory(`
[-]           submit A  201
    [-]       pause A   200
        [-]   pause A   200`);
  const [job] = history.jobs;
  if (job === undefined) throw new Error('The history submits no job.');
  expect([model, other].map((one) => findOrder(listJobEvents(history, job, one), one).kind)).toEqual([
    'unexplained',
    'explained',
  ]);
});

const toBar = (index: number) => `${' '.repeat(4 + index)}[${'-'.repeat(40)}]`;

test('a search that would take too long is undecided, and not a finding', () => {
  const calls = ['pause A  ?', 'resume A  ?'];
  const actions = Array.from({ length: 12 }, (_, index) => `${toBar(index)}  ${calls[index % 2]}`);
  const text = ['[-]  submit A  201', ...actions, `${' '.repeat(60)}[-]  read A  halted`].join('\n');
  expect(judge(text, 100)).toBe('undecided');
  expect(judge(text)).toBe('unexplained');
});

test('forty calls of which many overlap are decided quickly', () => {
  const lines = Array.from(
    { length: 40 },
    (_, index) => `${' '.repeat(4 + index)}[---]  read A  in-progress`,
  );
  expect(judge(['[-]  submit A  201', ...lines].join('\n'))).toBe('explained');
});
