/** Minutes 5 to 9: pause and resume, wrong addresses, a slow network, and a minute of maintenance. */
import type { Act } from './scene.ts';

const quillmere = 'quillmere-books';
const tarnbrook = 'tarnbrook-foods';
const velden = 'velden-bikes';
const marlowick = 'marlowick-tea';
const hexley = 'hexley-labs';

export const secondActs: readonly Act[] = [
  {
    title: 'Pause and resume',
    say: [
      'Tarnbrook Foods paused a job to look at the first results. The credits of the open rows came back, and they are charged again with the resume.',
      'Open the job: its whole life, past and future, and the exact JSON that the API returns at this moment.',
    ],
    press: [
      ['Enter', 'opens the job'],
      ['Arrow right', 'moves the clock to the next change'],
    ],
    scenes: [
      { at: 300, does: 'add', customer: hexley, job: 'partners', rows: 2500, scenario: 'large-list' },
      { at: 310, does: 'resume', customer: tarnbrook, job: 'markets' },
      { at: 318, does: 'submit', customer: velden, job: 'dealers', rows: 50, scenario: 'small-list' },
      { at: 335, does: 'submit', customer: quillmere, job: 'press list', rows: 20, scenario: 'small-list' },
    ],
  },
  {
    title: 'Wrong addresses',
    say: [
      'Two mistakes that everybody makes once: a missing slash, and "results" where the path says "result".',
      'The API answers with a redirect and a bare 404, like the real one. The mock also says what would have worked.',
    ],
    press: [['Q', 'shows the requests, with what would have worked']],
    scenes: [
      {
        at: 360,
        does: 'request',
        customer: velden,
        path: '/api/v1/enrichment/status/{job}',
        note: 'The slash at the end is missing.',
      },
      {
        at: 370,
        does: 'request',
        customer: velden,
        path: '/api/v1/enrichment/results/{job}/',
        note: 'The path says "result".',
      },
      { at: 384, does: 'submit', customer: tarnbrook, job: 'caterers', rows: 70, scenario: 'small-list' },
      { at: 402, does: 'submit', customer: marlowick, job: 'tasters', rows: 40, scenario: 'small-list' },
    ],
  },
  {
    title: 'Large and small',
    say: [
      'The import of the night is done after ten minutes, and the next one arrives: thousands of rows beside lists of twenty.',
      'The lanes are to scale. A client of a large job polls every twenty seconds, as the documentation asks.',
      'Nobody wants to wait for that in a test: at x600, ten minutes pass in a second. The show catches up with you.',
    ],
    press: [
      ['Arrow right', 'moves the clock to the next change'],
      ['3', 'runs the clock 600 times as fast'],
      ['1', 'runs it at normal speed again'],
    ],
    scenes: [
      { at: 420, does: 'watch', note: 'The import of the night is completed.' },
      { at: 443, does: 'add', customer: hexley, job: 'archive', rows: 9000, scenario: 'nightly-import' },
      { at: 456, does: 'submit', customer: quillmere, job: 'bookshops', rows: 90, scenario: 'small-list' },
      {
        at: 470,
        does: 'resume',
        customer: tarnbrook,
        job: 'all shops',
        note: 'The rest costs more than the customer has: 402.',
      },
      { at: 475, does: 'submit', customer: velden, job: 'mechanics', rows: 64, scenario: 'small-list' },
    ],
  },
  {
    title: 'A slow network',
    say: [
      'Responses for Velden Bikes now take a second. A client with a fixed timer would send the next poll before the last response has come; this one waits.',
      'Each response that a fault touched is marked on the lane.',
    ],
    press: [['Space', 'stops the clock; the fault stays']],
    scenes: [
      {
        at: 492,
        does: 'switch-on',
        fault: 'slow responses',
        rule: { effect: 'latency', latency: '1s', user: velden },
      },
      { at: 521, does: 'switch-off', fault: 'slow responses' },
      { at: 526, does: 'submit', customer: quillmere, job: 'libraries', rows: 70, scenario: 'small-list' },
      {
        at: 533,
        does: 'submit',
        customer: marlowick,
        job: 'growers',
        rows: 110,
        scenario: 'half-way-failure',
      },
    ],
  },
  {
    title: 'Maintenance',
    say: [
      'For one minute, a proxy answers in place of the API, with a page instead of JSON. Does your client survive that?',
      'These clients ask less and less often. Quillmere Books even loses a submission, and has to send it again. The jobs do not notice.',
    ],
    press: [['F', 'shows the faults; end the maintenance earlier if you like']],
    scenes: [
      { at: 540, does: 'switch-on', fault: 'maintenance', rule: { effect: 'maintenance' } },
      { at: 550, does: 'submit', customer: quillmere, job: 'reviewers', rows: 50, scenario: 'small-list' },
      { at: 558, does: 'add', customer: hexley, job: 'visitors', rows: 1200, scenario: 'large-list' },
      { at: 588, does: 'watch', note: 'A job of Marlowick Tea fails. Its client does not know yet.' },
      { at: 598, does: 'switch-off', fault: 'maintenance' },
    ],
  },
];
