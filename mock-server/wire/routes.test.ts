import { base, noRoute, notFound, ownJob, queued, unauthorized } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { ownJobId as id } from '../testing/shipped.ts';

const status = `${base}/status`;
const asString = { readings: { 'job-id-route': 'string' } };

/** How each spelling of alice's own id is answered when the route takes UUIDs, and when it takes any text. */
const spellings: readonly (readonly [name: string, path: string, uuid: string, text: string])[] = [
  ['as it is', `${status}/${id}/`, queued, queued],
  ['with a dash escaped', `${status}/${id.replace('-', '%2D')}/`, queued, queued],
  ['with every character escaped', `${status}/${escaped(id)}/`, queued, queued],
  ['with the slashes escaped', `${status}%2F${id}%2F`, queued, queued],
  ['with slashes escaped in small letters', `${status}%2f${id}%2f`, queued, queued],
  ['in capitals', `${status}/${id.toUpperCase()}/`, noRoute, queued],
  ['in mixed case', `${status}/${id.replace('f', 'F')}/`, noRoute, queued],
  ['without dashes', `${status}/${id.replaceAll('-', '')}/`, noRoute, queued],
  ['in braces', `${status}/%7B${id}%7D/`, noRoute, queued],
  ['as a URN', `${status}/urn:uuid:${id}/`, noRoute, queued],
  ['a word', `${status}/abc/`, noRoute, notFound],
  ['a number', `${status}/1/`, noRoute, notFound],
  ['null', `${status}/null/`, noRoute, notFound],
  ['a star', `${status}/*/`, noRoute, notFound],
  ['one character short', `${status}/${id.slice(0, -1)}/`, noRoute, notFound],
  ['one character long', `${status}/${id}0/`, noRoute, notFound],
  ['with a letter that is no digit', `${status}/${id.replace('9', 'g')}/`, noRoute, notFound],
  ['with a space behind', `${status}/${id}%20/`, noRoute, notFound],
  ['with a zero byte', `${status}/${id}%00/`, noRoute, notFound],
  ['with a line break', `${status}/${id}%0A/`, noRoute, notFound],
  ['an emoji', `${status}/%F0%9F%98%80/`, noRoute, notFound],
  ['bytes that are no UTF-8', `${status}/%FF%FE/`, noRoute, notFound],
  ['an escape that is none', `${status}/%zz/`, noRoute, notFound],
  ['with full-width digits', `${status}/${id.replaceAll('1', '%EF%BC%91')}/`, noRoute, notFound],
  ['with a matrix parameter', `${status}/${id};x=1/`, noRoute, notFound],
  ['with a file ending', `${status}/${id}.json/`, noRoute, notFound],
  ['escaped twice', `${status}/${id.replace('-', '%252D')}/`, noRoute, notFound],
  ['empty', `${status}//`, noRoute, noRoute],
  ['with something behind it', `${status}/${id}/extra/`, noRoute, noRoute],
  ['behind a dot', `${status}/./${id}/`, noRoute, noRoute],
  ['behind two dots', `${status}/x/../${id}/`, noRoute, noRoute],
  ['the nil UUID', `${status}/00000000-0000-0000-0000-000000000000/`, notFound, notFound],
  ['a UUID of version 7', `${status}/01890a5d-ac96-774b-bcce-b302099a8057/`, notFound, notFound],
];

test.each(spellings)('an id %s: GET %s', async (_, path, uuid, text) => {
  expect((await mockUnderTest().ask(`GET ${path}`)).line).toBe(uuid);
  expect((await mockUnderTest(asString).ask(`GET ${path}`)).line).toBe(text);
});

test('where the route takes any text, a malformed id without token is refused for the token', async () => {
  expect((await mockUnderTest(asString).ask(`GET ${status}/abc/`, { token: null })).line).toBe(unauthorized);
});

const redirect = (location: string) => `301 to ${location}`;
const moved = async (line: string, setting = {}, token: string | null = 'alice-token') => {
  const { status: code, headers } = await mockUnderTest(setting).ask(line, { token });
  return `${code} to ${headers['location'] ?? 'nowhere'}`;
};

test.each([
  ['the list', `GET ${status}`, redirect(`${status}/`)],
  ['a job', `GET ${status}/${id}`, redirect(ownJob)],
  ['a job behind /backend', `GET /backend${status}/${id}`, redirect(`/backend${ownJob}`)],
  ['a query, kept as it is', `GET ${status}?page=2&x=%20y`, redirect(`${status}/?page=2&x=%20y`)],
  ['a query of signs', `GET ${status}?a="<b>{c}`, redirect(`${status}/?a=%22%3Cb%3E%7Bc%7D`)],
  ['a lone question mark, dropped', `GET ${status}?`, redirect(`${status}/`)],
  ['an escaped letter, decoded', `GET ${base}/st%61tus`, redirect(`${status}/`)],
  ['an escaped slash, decoded', `GET ${status}%2F${id}`, redirect(ownJob)],
  ['HEAD', `HEAD ${status}`, redirect(`${status}/`)],
  ['OPTIONS', `OPTIONS ${status}`, redirect(`${status}/`)],
  ['POST', `POST ${base}/submit`, redirect(`${base}/submit/`)],
  ['PUT', `PUT ${status}`, redirect(`${status}/`)],
  ['DELETE', `DELETE ${status}/${id}`, redirect(ownJob)],
  ['an unknown route', 'GET /api/v1/nothing', '404 to nowhere'],
  ['a malformed id', `GET ${status}/abc`, '404 to nowhere'],
  ['two slashes at the end', `GET ${status}//`, '404 to nowhere'],
  ['two slashes inside', 'GET /api/v1//enrichment/status', '404 to nowhere'],
  ['two slashes in front', `GET /${status}`, '404 to nowhere'],
  ['a path in capitals', `GET ${status.toUpperCase()}`, '404 to nowhere'],
  ['nothing', 'GET /', '404 to nowhere'],
  ['a target without a path', 'OPTIONS *', '404 to nowhere'],
  ['a target with the host in it', `GET http://example.com${status}`, redirect(`${status}/`)],
])('without its last slash %s is sent on: %s', async (_, line, want) => {
  expect(await moved(line)).toBe(want);
  expect(await moved(line, {}, null)).toBe(want);
});

test.each([
  ['letters and signs that need no escape', `${status}/a:b@c&d+e$f,g-h_i.j!k~l*m'n(o)`, undefined],
  ['signs that need one', `${status}/a;b=c%20d%22e%25f%3Fg%23h`, `${status}/a%3Bb%3Dc%20d%22e%25f%3Fg%23h/`],
  ['other letters', `${status}/%C3%A9`, `${status}/%C3%A9/`],
  ['what is no UTF-8, which stays text', `${status}/%ff`, `${status}/%25FF/`],
  ['an escape that is none', `${status}/%zz`, `${status}/%25zz/`],
])('where the route takes any text, the redirect quotes as Django does: %s', async (_, path, want) => {
  expect(await moved(`GET ${path}`, asString)).toBe(redirect(want ?? `${path}/`));
});

test.each([
  ['both', 200, 200],
  ['bare', 200, 404],
  ['backend', 404, 200],
])(
  'in the reading "%s" of path-prefix /api/v1 answers %d and /backend/api/v1 %d',
  async (reading, bare, behind) => {
    const { ask } = mockUnderTest({ readings: { 'path-prefix': reading } });
    expect([(await ask(`GET ${ownJob}`)).status, (await ask(`GET /backend${ownJob}`)).status]).toEqual([
      bare,
      behind,
    ]);
  },
);

function escaped(text: string): string {
  return text.replaceAll(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
