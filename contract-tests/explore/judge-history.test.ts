import type { History } from './history.ts';
import { judgeHistory } from './judge-history.ts';
import { model, toJobId, writeHistory } from './testing/written-history.ts';

const judge = (text: string, changes: Partial<History> = {}) =>
  judgeHistory(writeHistory(text, changes), model).findings;
const shorten = (message: string) =>
  message.replaceAll(/00000000-0000-4000-8000-00000000000(\d)/g, (_, digit: string) =>
    'ABC'.charAt(Number(digit)),
  );

test.each<[string, string, string, string, Partial<History>?]>([
  [
    'a foreign job that can be read',
    'foreign-job',
    'c2 returned job A, which belongs to the other user (status 200)',
    `
[-]     submit A       201
    [-] other: read A  queued`,
  ],
  [
    'a foreign job in a list',
    'foreign-job',
    'c2 lists job A, which belongs to the other user',
    `
[-]     submit A     201
    [-] other: list  A queued`,
  ],
  [
    'an action on a foreign job',
    'foreign-job',
    'c2 accepted the action pause for job A, which belongs to the other user (status 200)',
    `
[-]     submit A        201
    [-] other: pause A  200`,
  ],
  [
    'one job for two submissions',
    'same-id',
    'c1 and c2 both got job A',
    `
[--]  submit A  201
 [--] submit B  201 as A`,
  ],
  [
    'a submission that returns an old job',
    'same-id',
    'c1 got job A, which existed before',
    `
[-]  submit A  201`,
    { before: { you: new Set([toJobId('A')]), other: new Set() } },
  ],
  [
    'a job that is not found',
    'lost-job',
    'c2 returned 404 for job A, which c1 created',
    `
[-]     submit A  201
    [-] read A    404`,
  ],
  [
    'a job that is not listed',
    'lost-job',
    'c3 does not list job A, which c1 created',
    `
[-]         submit A  201
    [-]     submit B  201
        [-] list      B queued`,
  ],
  [
    'a final status that changes',
    'final-changed',
    'job A was failed in c2, which is final, and queued in c3',
    `
[-]         submit A  201
    [-]     read A    failed
        [-] list      A queued`,
  ],
  [
    'an update that is taken back',
    'updated-back',
    'updated_at of job A was 2026-11-23T00:00:05.000Z in c2 and 2026-11-23T00:00:03.000Z in c3',
    `
[-]         submit A  201
    [-]     read A    queued @5
        [-] list      A queued @3`,
  ],
  [
    'two jobs of one submission',
    'extra-job',
    'job X has the records of the submission c1, which returned another job',
    `
[-]     submit A  201
    [-] read A    queued`,
    { extraJobs: [{ jobId: 'X', callId: 'c1' }] },
  ],
  [
    'a balance below zero',
    'credits',
    'c2 shows a balance of -3, which is below zero',
    `
[-]     submit A  201
    [-] submit B 5  402 5/-3`,
  ],
  [
    'a rejection in spite of enough credits',
    'credits',
    'c1 was rejected although it needs 5 credits and the balance is 7',
    `
[-]     submit B 5  402 5/7
    [-] submit A    201`,
  ],
  [
    'credits that were spent twice',
    'credits',
    'c1 shows a balance of 4; c2 and c3 then cost 6, and at most 0 came back, which is not enough for the 1 of c4',
    `
[-]                    submit C 5  402 5/4
    [--]               submit A 3  201
     [--]              submit B 3  201
          [-]          submit C 5  402 5/1
              [-]      read A      queued
                  [-]  read B      queued`,
  ],
  [
    'two pauses at once',
    'no-order',
    'no order of c1 (submit A: 201), c3 (pause A: 200), c4 (pause A: 200) explains these responses: after all others job A can only be paused, so that c3 cannot have been accepted, because pause needs a job that is in-progress',
    `
[-]             submit A  201
    [-]         read A    in-progress
        [---]   pause A   200
         [---]  pause A   200`,
  ],
])('%s is found', (_, kind, message, text, changes = {}) => {
  expect(judge(text, changes).map((one) => [one.kind, shorten(one.message)])).toEqual([[kind, message]]);
});

test.each<[string, string]>([
  [
    'a list that began before the submission was answered',
    `
[---]   submit A  201
  [---] list      200`,
  ],
  [
    'an update at the same time as another read',
    `
[-]         submit A  201
    [---]   read A    queued @5
     [---]  list      A queued @3`,
  ],
  [
    'credits that a paused job gives back',
    `
[-]                    submit C 5  402 5/4
    [-]                submit A 3  201
        [-]            read A      in-progress
            [-]        pause A     200
                [-]    submit C 5  402 5/3`,
  ],
  [
    'a 404 for the job of another user',
    `
[-]     submit A       201
    [-] other: read A  404`,
  ],
])('%s is no finding', (_, text) => {
  expect(judge(text)).toEqual([]);
});

test('credits are not judged when other jobs may cost or return some', () => {
  const text = `
[-]                    submit C 5  402 5/4
    [--]               submit A 3  201
     [--]              submit B 3  201
          [-]          submit C 5  402 5/4
              [-]      list        A queued, B queued`;
  expect(judge(text).map(({ kind }) => kind)).toEqual(['credits']);
  expect(judge(text, { unsettled: ['you'] })).toEqual([]);
});
