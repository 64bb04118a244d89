// @ts-check
/**
 * Gives up after the first failure. It uses the classes of the page, which some environments lack.
 * @type {import('enrichment-sandbox/torture').Client}
 */
exports.followJob = async ({ baseUrl, token, jobId, signal, onStatus }) => {
  const headers = new Headers({ Authorization: `Bearer ${token}` });
  for (;;) {
    const response = await fetch(new Request(`${baseUrl}/enrichment/status/${jobId}/`, { headers, signal }));
    if (!response.ok) throw new Error(`The API responded with ${response.status}.`);
    const job = await response.json();
    onStatus(job);
    if (['completed', 'failed', 'paused'].includes(job.status)) return job;
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
};
