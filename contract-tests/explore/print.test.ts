import { loadShippedSpec } from '../../openapi/shipped.ts';
import { drawHistory } from './picture.ts';
import { printCurl } from './print-curl.ts';
import { printTest } from './print-test.ts';
import { parseSequence, type Sequence } from './sequence.ts';
import { writeHistory } from './testing/written-history.ts';

function parse(text: string): Sequence {
  const sequence = parseSequence(text, ['in-progress']);
  if (typeof sequence === 'string') throw new Error(sequence);
  return sequence;
}

const place = { spec: loadShippedSpec(), origin: 'https://test.example', prefix: '/backend' };
const variables = { you: 'MY_TOKEN', other: 'CONTRACT_OTHER_TOKEN' };

test('curl lines keep tokens and ids in variables, wait in a loop, and send calls at once in the background', () => {
  const text = 'submit A; wait A in-progress; pause A & other: read A; list';
  expect(printCurl(parse(text), place, variables).split('\n')).toEqual([
    `A=$(curl -sS -X POST -H "Authorization: Bearer $MY_TOKEN" -H 'Content-Type: application/json' -d '{"category":"contact","records":[{"first_name":"Explore","last_name":"Row-1","company_name":"Explored"}]}' 'https://test.example/backend/api/v1/enrichment/submit/' | grep -o '"job_id": *"[^"]*"' | cut -d'"' -f4)`,
    `until curl -sS -H "Authorization: Bearer $MY_TOKEN" 'https://test.example/backend/api/v1/enrichment/status/'"$A"'/' | grep '"in-progress"'; do sleep 1; done`,
    String.raw`curl -sS -X POST -H "Authorization: Bearer $MY_TOKEN" -H 'Content-Type: application/json' -d '{"csv_file_id":"'"$A"'","action":"pause"}' 'https://test.example/backend/api/v1/enrichment-control/' -w '\n%{http_code}\n' & curl -sS -H "Authorization: Bearer $CONTRACT_OTHER_TOKEN" 'https://test.example/backend/api/v1/enrichment/status/'"$A"'/' -w '\n%{http_code}\n' & wait`,
    String.raw`curl -sS -H "Authorization: Bearer $MY_TOKEN" 'https://test.example/backend/api/v1/enrichment/status/' -w '\n%{http_code}\n'`,
  ]);
});

test('submissions at once keep their ids in files', () => {
  const [first, ...others] = printCurl(parse('submit A & submit B'), place, variables).split('\n');
  expect(first).toMatch(/ >A\.json & curl .* >B\.json & wait$/);
  expect(others).toEqual([
    `A=$(grep -o '"job_id": *"[^"]*"' | cut -d'"' -f4 <A.json)`,
    `B=$(grep -o '"job_id": *"[^"]*"' | cut -d'"' -f4 <B.json)`,
  ]);
});

test('the test plays a race several times, and names the variables that it needs', () => {
  expect(printTest(parse('submit A; pause A & other: pause A'))).toMatch(
    /Needs CONTRACT_BASE_URL, CONTRACT_TOKEN and CONTRACT_OTHER_TOKEN\..*times: 10 /s,
  );
  expect(printTest(parse('submit A; pause A'))).toMatch(
    /Needs CONTRACT_BASE_URL and CONTRACT_TOKEN\..*times: 1 /s,
  );
});

test('the picture shows which calls overlap', () => {
  const { calls } = writeHistory(`
[--]                submit A        201
     [-]            other: list     200
        [-----]     pause A         200
         [--]       resume A        ?
             [-]    read A          paused`);
  const lanes = calls.map((call) => ({ ...call, lane: call.operation === 'resume' ? 1 : 0 }));
  expect(`\n${drawHistory(lanes)}\n`).toBe(`
you 1    [submit A: 201]           [pause A: 200          ][read A: paused]
you 2                               [resume A: no answer]
other 1                 [list: 200]
`);
});
