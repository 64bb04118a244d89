/** The target of this example is a mock. In your project it is staging, and CI sets the variables. */
import { startMock } from 'enrichment-sandbox';

export async function setup(): Promise<() => Promise<void>> {
  const mock = await startMock();
  process.env['CONTRACT_BASE_URL'] = mock.url;
  process.env['CONTRACT_TOKEN'] = mock.world().token('alice');
  return () => mock.stop();
}
