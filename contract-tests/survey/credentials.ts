/** Sends requests with invalid credentials, and with the token in places where it is not valid. */
import { isAnswered } from '../evidence/exchange.ts';
import { isLoopback } from '../traffic/base-url.ts';
import { askAs, type Asker, buildUrl, createBearer, getResource, resultsId } from './asker.ts';
import { cutToken, listNearTokens, listOtherSchemes } from './near-misses.ts';
import { toSeed } from './odd-ids.ts';

/** Tries invalid credentials on the list and on a job; of two alike, one run tries one on the list, and the next run the other. */
export async function askWrongCredentials(asker: Asker, jobId: string | undefined): Promise<void> {
  const { token, expiredToken, surveyor } = asker;
  const both = jobId === undefined ? [undefined] : [undefined, jobId];
  const [one, other] = toSeed(asker.unknownIds[0]) % 2 === 0 ? both : both.toReversed();
  for (const near of listNearTokens(token))
    for (const place of both) await askAs(asker, near, 'near-token', place);
  await askAs(asker, cutToken(token), 'cut-token', one);
  await askAs(asker, { sent: 'Bearer', shown: 'Bearer' }, 'bare-bearer', other);
  const { none, token: tokenScheme, basic, user } = listOtherSchemes(token);
  for (const place of both) await askAs(asker, none, 'other-scheme', place);
  await askAs(asker, basic, 'other-scheme', one);
  await askAs(asker, user, 'other-scheme', other);
  await askAs(asker, tokenScheme, 'other-scheme', other);
  if (expiredToken !== undefined) {
    const expired = createBearer(expiredToken, 'CONTRACT_EXPIRED_TOKEN');
    for (const place of both) await askAs(asker, expired, 'expired-token', place);
    if (jobId !== undefined) {
      const results = { operationId: resultsId, jobId, url: buildUrl(asker, resultsId, jobId) };
      await surveyor.ask({ tag: 'expired-token', ...results, credential: expired });
    }
  }
  await askTokenElsewhere(asker);
}

const elsewhere = ['Cookie', 'X-API-Key', 'Proxy-Authorization'] as const;

/** Sends the token in all other places at once, and separately if a server accepts that. */
async function askTokenElsewhere(asker: Asker): Promise<void> {
  const { token, surveyor, base } = asker;
  const list = getResource(asker);
  const forms: Readonly<Record<(typeof elsewhere)[number], (text: string) => string>> = {
    Cookie: (text) => `token=${text}; sessionid=${text}`,
    'X-API-Key': (text) => text,
    'Proxy-Authorization': (text) => `Bearer ${text}`,
  };
  const headers = elsewhere.map((name) => ({
    name,
    sent: forms[name](token),
    shown: forms[name]('$CONTRACT_TOKEN'),
  }));
  // A token in a URL ends up in the logs of all servers on the way, so this is tried only on this machine.
  const query = new URLSearchParams({ access_token: token, token });
  const urls = isLoopback(base.origin) ? [`${list.url}?${query.toString()}`] : [];
  const all = { tag: 'token-elsewhere', ...list, extra: headers, url: urls[0] ?? list.url } as const;
  const asked = await surveyor.ask(all);
  if (!isAnswered(asked) || asked.outcome.status === 401) return;
  for (const header of headers) await surveyor.ask({ ...all, url: list.url, extra: [header] });
  for (const url of urls) await surveyor.ask({ ...all, url, extra: [] });
}
