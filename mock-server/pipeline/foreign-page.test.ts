import { isFromForeignPage } from './foreign-page.ts';

const host = '127.0.0.1:4010';
const evil = 'http://evil.example';

describe('a local request', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['curl', {}],
    ['a test in Node.js', { 'sec-fetch-mode': 'cors' }],
    ['an app on localhost', { origin: 'http://localhost:5173', 'sec-fetch-site': 'cross-site' }],
    ['an app on another port', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
    ['an app with a certificate', { origin: 'https://localhost:3000' }],
    ['an app on a subdomain of localhost', { origin: 'http://shop.localhost:8080' }],
    ['an app on IPv6', { origin: 'http://[::1]:5173', host: '[::1]:4010' }],
    ['an app on all addresses', { origin: 'http://0.0.0.0:5173' }],
    [
      'a phone that loads app and mock from the same machine',
      { origin: 'http://192.168.1.5:5173', host: '192.168.1.5:4010' },
    ],
    ['a picture in a local app', { referer: 'http://localhost:5173/jobs', 'sec-fetch-site': 'cross-site' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
    ['a page of the mock itself', { 'sec-fetch-site': 'same-origin' }],
    ['a proxy of a development server', { host: 'localhost:5173', origin: 'http://localhost:5173' }],
    ['a container by its name', { host: 'mock:4010' }],
  ])('%s', (_, headers) => {
    expect(isFromForeignPage({ headers: { host, ...headers } })).toBe(false);
  });
});

describe('a request from a foreign page', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['a page', { origin: evil, 'sec-fetch-site': 'cross-site' }],
    ['a page in an old browser', { origin: evil }],
    ['a page with a certificate', { origin: 'https://evil.example' }],
    ['a frame without an origin', { origin: 'null' }],
    ['a file', { origin: 'file://' }],
    ['an extension', { origin: 'chrome-extension://abcdef' }],
    ['a name that starts like a local one', { origin: 'http://localhost.evil.example' }],
    ['a name that ends like a local one', { origin: 'http://evillocalhost' }],
    ['an address within a name', { origin: 'http://127.0.0.1.evil.example:80' }],
    ['two origins', { origin: `http://localhost, ${evil}` }],
    ['a user before the host', { origin: 'http://localhost@evil.example' }],
    ['an empty origin', { origin: '' }],
    ['another machine on the network', { origin: 'http://192.168.1.6:5173', host: '192.168.1.5:4010' }],
    ['a picture', { 'sec-fetch-site': 'cross-site' }],
    ['a picture on the same site', { 'sec-fetch-site': 'same-site' }],
    ['a picture in an old browser', { referer: `${evil}/page` }],
    ['a name that points at this machine', { host: 'evil.example:4010', 'sec-fetch-site': 'same-origin' }],
    ['such a name in an old browser', { host: 'evil.example:4010', referer: 'http://evil.example:4010/' }],
    ['such a name as its own origin', { host: 'evil.example:4010', origin: 'http://evil.example:4010' }],
  ])('%s', (_, headers) => {
    expect(isFromForeignPage({ headers: { host, ...headers } })).toBe(true);
  });
});
