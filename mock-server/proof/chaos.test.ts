// Three mocks share a Redis while processes, connections, Redis and clocks fail: nothing is lost, and no response is wrong.
// `make chaos` does the same for ten minutes.
import { formatReport, listFailures } from './testing/chaos/format-report.ts';
import { runChaos } from './testing/chaos/run-chaos.ts';

/** Random in each run; `SEED=n SECONDS=m make unit ARGS=proof/chaos` repeats a run, as far as machines can. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const seconds = Number(process.env['SECONDS'] ?? 20);

test(`nothing is lost and nothing is wrong in ${seconds} seconds of chaos (seed ${seed})`, async () => {
  const report = await runChaos({ seed, length: seconds * 1000, worlds: 3, maxPause: 900, maxCalm: 2500 });
  const failures = listFailures(report);
  if (failures.length > 0) throw new Error(formatReport(report, seconds));
  expect(report.equal).toBe(report.acknowledged + report.refused + report.read);
});
