const { TortureError, torture } = require('enrichment-sandbox/torture');

/** @type {import('enrichment-sandbox/torture').Client} */
const careless = ({ baseUrl, token, jobId, fetch, signal, onStatus }) =>
  new Promise((resolve, reject) => {
    const poll = async () => {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await fetch(`${baseUrl}/enrichment/status/${jobId}/`, { headers, signal });
      const job = await response.json();
      onStatus(job);
      if (!['completed', 'failed', 'paused'].includes(job.status)) return;
      clearInterval(timer);
      resolve(job);
    };
    const timer = setInterval(() => {
      poll().catch((error) => {
        clearInterval(timer);
        reject(error);
      });
    }, 3000);
  });

test('an interval that asks no questions does not survive', async () => {
  const tortured = torture(careless, { seed: 42, numRuns: 200 });
  await expect(tortured).rejects.toThrow(TortureError);
  await expect(tortured).rejects.toThrow(/The client broke the rule/);
});

test('this life is played alone', async () => {
  const plan = { faults: [{ at: 0, fault: { effect: /** @type {const} */ ('reset'), next: 1 } }] };
  await expect(torture(careless, { plan })).rejects.toThrow(/survives-failures/);
});
