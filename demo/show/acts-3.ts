/** Minutes 10 to 14: back to normal, an unknown status, the rush hour, and the end. */
import type { Act } from './scene.ts';

const quillmere = 'quillmere-books';
const tarnbrook = 'tarnbrook-foods';
const velden = 'velden-bikes';
const marlowick = 'marlowick-tea';
const hexley = 'hexley-labs';

export const thirdActs: readonly Act[] = [
  {
    title: 'Back to normal',
    say: [
      'The API is back, and Quillmere Books sends its list again. Marlowick Tea repeats the job that failed meanwhile.',
      'Everything that you saw is in the log of this world. A link contains all of it: copy it, and a colleague has the same state.',
    ],
    press: [['W', 'shows the worlds; copy the link there']],
    scenes: [
      {
        at: 606,
        does: 'submit',
        customer: quillmere,
        job: 'reviewers, again',
        rows: 50,
        scenario: 'small-list',
      },
      {
        at: 624,
        does: 'submit',
        customer: marlowick,
        job: 'growers, again',
        rows: 60,
        scenario: 'small-list',
      },
      { at: 638, does: 'submit', customer: velden, job: 'test riders', rows: 30, scenario: 'small-list' },
      { at: 652, does: 'submit', customer: tarnbrook, job: 'recipes', rows: 140, scenario: 'small-list' },
    ],
  },
  {
    title: 'A status that nobody knows',
    say: [
      'One day the service gets a new status. What does your screen show then? Here it is, for twenty seconds.',
      'The job is fine: the lane shows what is true, and the request what the client got.',
    ],
    press: [['J', 'goes to the job of Tarnbrook Foods']],
    scenes: [
      {
        at: 660,
        does: 'switch-on',
        fault: 'unknown status',
        rule: { effect: 'unknown-status', user: tarnbrook },
      },
      { at: 678, does: 'switch-off', fault: 'unknown status' },
      { at: 689, does: 'submit', customer: marlowick, job: 'samples', rows: 30, scenario: 'small-list' },
      { at: 705, does: 'submit', customer: quillmere, job: 'interns', rows: 24, scenario: 'small-list' },
    ],
  },
  {
    title: 'Rush hour',
    say: [
      'Four customers at once. The list stays readable, and the diagram of the life cycle counts the jobs in each status.',
      'Choose a status in the diagram, and the lanes show only these jobs. The view is in the address, so it can be shared.',
    ],
    press: [
      ['C', 'shows the diagram of the life cycle'],
      ['L', 'shows the lanes again'],
    ],
    scenes: [
      { at: 725, does: 'submit', customer: velden, job: 'couriers', rows: 40, scenario: 'small-list' },
      { at: 740, does: 'add', customer: hexley, job: 'spin-offs', rows: 3000, scenario: 'large-list' },
      { at: 749, does: 'submit', customer: tarnbrook, job: 'cooks', rows: 20, scenario: 'small-list' },
      { at: 762, does: 'submit', customer: marlowick, job: 'cafes', rows: 50, scenario: 'small-list' },
    ],
  },
  {
    title: 'Inside the service',
    say: [
      'The mock also plays the other side. Here the service gives up a job: the client learns only that it failed, you see the reason.',
      'Now you: pause a job, force a status, delete one and undo it. The show does not mind.',
    ],
    press: [
      ['S', 'submits a list of your own'],
      ['Ctrl-K', 'opens the command palette, which has everything else'],
      ['Arrow right', 'moves the clock to the next change'],
    ],
    scenes: [
      { at: 783, does: 'submit', customer: quillmere, job: 'festival', rows: 66, scenario: 'small-list' },
      { at: 790, does: 'submit', customer: velden, job: 'club members', rows: 200, scenario: 'small-list' },
      { at: 806, does: 'fail', job: 'club members', reason: 'The enrichment source is not available.' },
      {
        at: 819,
        does: 'submit',
        customer: velden,
        job: 'club members, again',
        rows: 30,
        scenario: 'small-list',
      },
    ],
  },
  {
    title: 'The end of the morning',
    say: [
      'The last lists of the morning. After this the world comes to rest, or the show begins again with --loop.',
      'The same page works without a server: the whole mock runs in the page, and a link opens there too.',
    ],
    press: [['R', 'replays the past']],
    scenes: [
      { at: 842, does: 'submit', customer: quillmere, job: 'poets', rows: 30, scenario: 'small-list' },
      { at: 857, does: 'submit', customer: tarnbrook, job: 'bakers', rows: 24, scenario: 'small-list' },
      { at: 880, does: 'submit', customer: marlowick, job: 'gift cards', rows: 12, scenario: 'small-list' },
    ],
  },
];
