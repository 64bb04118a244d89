import { loadShippedSpec } from '../../openapi/shipped.ts';
import { createEvidence, exchangeDraft } from '../testing/exchanges.ts';
import { isProduction, listProductionHosts, refuseProduction, refuseRedirects } from './production.ts';

const hosts = listProductionHosts(loadShippedSpec().document);

test.each<[string, boolean]>([
  ['https://app.ecoreservice.com', true],
  ['https://APP.EcoreService.com', true],
  ['https://app.ecoreservice.com.', true],
  ['https://app.ecoreservice.com..', true],
  ['http://app.ecoreservice.com:8443/backend', true],
  ['https://%61pp.ecoreservice.com', true],
  ['https://test.ecoreservice.com', false],
  ['https://app.ecoreservice.com.example', false],
  ['http://127.0.0.1:4010', false],
])('%s is production: %s', (url, is) => {
  expect(isProduction(new URL(url), hosts)).toBe(is);
});

test('each document can name a production host', () => {
  const { document } = loadShippedSpec();
  const { 'x-hosts': _, ...silent } = document;
  expect(listProductionHosts(document, silent)).toEqual(hosts);
  expect(listProductionHosts(silent).size).toBe(0);
});

test('production is refused with one sentence', () => {
  expect(() => refuseProduction(new URL('https://App.ecoreservice.com'), hosts)).toThrow(
    '--allow-writes is not allowed: app.ecoreservice.com is production, and the suite never writes to production. Omit it.',
  );
  expect(() => refuseProduction(new URL('https://test.ecoreservice.com'), hosts)).not.toThrow();
});

const redirect = (location: string) =>
  createEvidence(exchangeDraft('no-slash', '', { status: 301, headers: { Location: location } })).exchanges;

test('a target that redirects to production is refused too', () => {
  expect(() => refuseRedirects(redirect('https://app.ecoreservice.com/x'), hosts)).toThrow(
    'http://127.0.0.1:4010/api/v1/enrichment/status/ redirects to app.ecoreservice.com, which is production',
  );
});

test.each(['/api/v1/', 'https://test.ecoreservice.com/', 'http://['])(
  'a redirect to %s does not lead to production',
  (to) => {
    expect(() => refuseRedirects(redirect(to), hosts)).not.toThrow();
  },
);
