// Operations and jobs without a response: requested once more at the end, and waited for only a few times.
import { findSilentGroups } from '../evidence/silence.ts';
import { firstId, job, secondId } from '../testing/exchanges.ts';
import { serve, stopAll, type ReceivedRequest } from '../testing/serve.ts';
import { surveyTarget } from '../testing/surveyed.ts';

afterEach(stopAll);

const jobs = [job({ status: 'completed' }), job({ job_id: secondId, status: 'failed' })];

/** A target that responds with 503 to some requests. */
async function surveyWithout(isMissing: (path: string, earlier: readonly ReceivedRequest[]) => boolean) {
  const { url, requests } = await serve((request, response) => {
    const { url: path = '', headers } = request;
    const isOwn = headers.authorization === 'Bearer canary-token';
    const status = isOwn && isMissing(path, requests.slice(0, -1)) ? 503 : isOwn ? 200 : 401;
    const found = jobs.find(({ job_id: id }) => path.includes(String(id)));
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(found ?? jobs));
  });
  return surveyTarget(url);
}

test('a job without a response is requested again at the end, and so is an operation', async () => {
  const { exchanges } = await surveyWithout((path) => path.includes('/result/') || path.includes(firstId));
  expect(exchanges.filter(({ tag }) => tag === 'silent-again').map(({ operationId }) => operationId)).toEqual(
    ['getStatus', 'getResults'],
  );
  expect(findSilentGroups(exchanges).map(({ operationId, jobId }) => [operationId, jobId])).toEqual([
    ['getStatus', firstId],
    ['getResults', undefined],
  ]);
});

test('what responds again at the end was only out for a while', async () => {
  const { exchanges } = await surveyWithout(
    (path, earlier) => path.includes(firstId) && earlier.filter((one) => one.path === path).length < 5,
  );
  expect(findSilentGroups(exchanges)).toEqual([]);
});

test('nothing is requested again if everything was answered', async () => {
  const { exchanges } = await surveyWithout(() => false);
  expect(exchanges.some(({ tag }) => tag === 'silent-again')).toBe(false);
});
