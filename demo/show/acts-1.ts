/** Minutes 0 to 4: an ordinary morning, a job without credits, and a client that polls too often. */
import type { Act } from './scene.ts';

const quillmere = 'quillmere-books';
const tarnbrook = 'tarnbrook-foods';
const velden = 'velden-bikes';
const marlowick = 'marlowick-tea';
const hexley = 'hexley-labs';

export const firstActs: readonly Act[] = [
  {
    title: 'A busy morning',
    say: [
      'Each lane is a job: a list of people that a customer wants to have enriched. It moves through eight statuses inside; the API shows five of them.',
      'One job has just been completed, one runs out of credits in a moment, and one is about to fail. Nothing here is a recording: it is the mock itself, at work.',
    ],
    press: [
      ['?', 'lists the keys'],
      ['J', 'goes to the next job'],
    ],
    scenes: [
      { at: 12, does: 'watch', note: 'A job of Tarnbrook Foods pauses: its credits are used up.' },
      { at: 28, does: 'watch', note: 'A job of Marlowick Tea fails half-way.' },
      { at: 35, does: 'submit', customer: quillmere, job: 'spring list', rows: 60, scenario: 'small-list' },
      { at: 51, does: 'submit', customer: marlowick, job: 'broken file', rows: 12, scenario: 'broken-file' },
    ],
  },
  {
    title: 'Out of credits',
    say: [
      'Tarnbrook Foods had no credits left, so its job was paused half-way. Its client fetched the results so far, and now it resumes the job and pays for the rest.',
      'Marlowick Tea sent a file that ends in the middle of a row. The upload failed, and the corrected file follows.',
    ],
    press: [
      ['Space', 'stops the clock while you explain, and starts it again'],
      ['K', 'goes to the previous job'],
    ],
    scenes: [
      { at: 60, does: 'watch', note: 'The upload of Marlowick Tea fails.' },
      { at: 66, does: 'resume', customer: tarnbrook, job: 'trade fair contacts' },
      {
        at: 80,
        does: 'submit',
        customer: marlowick,
        job: 'corrected file',
        rows: 24,
        scenario: 'small-list',
      },
      { at: 97, does: 'add', customer: hexley, job: 'lab contacts', rows: 4000, scenario: 'large-list' },
    ],
  },
  {
    title: 'A client in a hurry',
    say: [
      'Velden Bikes has a new app. It polls every second, and it does not stop when its job has ended: look at the ticks on its lane.',
      'The mock answers, as the real server would. But the coach sees it, quotes the documentation, and says what to change in the code.',
    ],
    press: [
      ['J', 'goes to the job with the many ticks'],
      ['A', 'shows the advice: what the coach saw, and what to do'],
    ],
    scenes: [
      { at: 120, does: 'submit', customer: velden, job: 'race entrants', rows: 48, scenario: 'small-list' },
      { at: 121, does: 'change-habit', customer: velden, habit: 'hasty' },
      {
        at: 138,
        does: 'submit',
        customer: tarnbrook,
        job: 'suppliers',
        rows: 30,
        scenario: 'half-way-failure',
      },
      { at: 156, does: 'watch', note: 'The job of Velden Bikes is completed, but its client polls on.' },
      { at: 160, does: 'submit', customer: marlowick, job: 'tea blogs', rows: 16, scenario: 'small-list' },
      { at: 174, does: 'submit', customer: quillmere, job: 'readers', rows: 80, scenario: 'small-list' },
    ],
  },
  {
    title: 'The fix',
    say: [
      'The developer follows the advice and deploys. From now on the client waits between two polls, stops at the end, and fetches the results.',
      'The advice is cleared, and it stays away. In a test, one line checks the same: expectNoAdvice.',
    ],
    press: [['Space', 'stops the clock to compare the ticks before and after']],
    scenes: [
      { at: 188, does: 'change-habit', customer: velden, habit: 'polite' },
      { at: 188, does: 'clear-advice' },
      {
        at: 193,
        does: 'watch',
        note: 'A job of Tarnbrook Foods fails; the list comes again half a minute later.',
      },
      { at: 200, does: 'submit', customer: velden, job: 'newsletter', rows: 36, scenario: 'small-list' },
      {
        at: 222,
        does: 'submit',
        customer: tarnbrook,
        job: 'suppliers, again',
        rows: 30,
        scenario: 'small-list',
      },
      { at: 231, does: 'submit', customer: quillmere, job: 'authors', rows: 100, scenario: 'small-list' },
    ],
  },
  {
    title: 'Too many requests',
    say: [
      'A switch makes things go wrong on purpose. Now each poll of Quillmere Books is rejected with a 429, and the response says when to try again.',
      'A good client waits that long. The job itself goes on, whatever its client gets to see.',
    ],
    press: [['F', 'shows the faults; switch one on yourself']],
    scenes: [
      {
        at: 240,
        does: 'switch-on',
        fault: 'too many requests',
        rule: { effect: 'error', problem: 'tooManyRequests', retry_after: 12, user: quillmere },
      },
      { at: 255, does: 'submit', customer: marlowick, job: 'tea rooms', rows: 60, scenario: 'small-list' },
      { at: 262, does: 'submit', customer: tarnbrook, job: 'markets', rows: 120, scenario: 'small-list' },
      { at: 273, does: 'switch-off', fault: 'too many requests' },
      { at: 286, does: 'pause', customer: tarnbrook, job: 'markets' },
    ],
  },
];
