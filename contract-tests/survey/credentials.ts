/** Sends requests with invalid credentials, and with the token in places where it is not valid. */
import { cut } from '../../text/redactor.ts';
import type { ProbeName } from '../evidence/probes.ts';
import { isLoopback } from '../traffic/base-url.ts';
import { askAs, type Asker, createBearer, getResource } from './asker.ts';
import type { Credential } from './surveyor.ts';

/** Tries every invalid credential on both endpoints. */
export async function askWrongCredentials(asker: Asker, jobId: string | undefined): Promise<void> {
  const { token, expiredToken } = asker;
  const [unknownId] = asker.unknownIds;
  const invented = `invalid-${unknownId}`;
  const wrong: readonly (readonly [ProbeName, Credential | undefined])[] = [
    ['no-token', undefined],
    ['bare-bearer', { sent: 'Bearer', shown: 'Bearer' }],
    ['unknown-token', { sent: `Bearer ${invented}`, shown: `Bearer ${invented}` }],
    ['cut-token', { sent: `Bearer ${cut(token)}`, shown: 'Bearer ${CONTRACT_TOKEN#?}' }],
    ['other-scheme', { sent: `Token ${token}`, shown: 'Token $CONTRACT_TOKEN' }],
    ...(expiredToken === undefined
      ? []
      : [['expired-token', createBearer(expiredToken, 'CONTRACT_EXPIRED_TOKEN')] as const]),
  ];
  for (const [tag, credential] of wrong) {
    await askAs(asker, credential, tag);
    if (jobId !== undefined) await askAs(asker, credential, tag, jobId);
  }
  await askAs(asker, undefined, 'no-token-unknown-job', unknownId);
  await askAs(asker, { sent: `bearer ${token}`, shown: 'bearer $CONTRACT_TOKEN' }, 'lower-case-scheme');
  await askTokenElsewhere(asker);
}

/** A token in a URL ends up in the logs of all servers on the way, so this is tried only on this machine. */
async function askTokenElsewhere(asker: Asker): Promise<void> {
  const { token, surveyor, base } = asker;
  const list = getResource(asker);
  const extra = [
    {
      name: 'Cookie',
      sent: `token=${token}; sessionid=${token}`,
      shown: 'token=$CONTRACT_TOKEN; sessionid=$CONTRACT_TOKEN',
    },
    { name: 'X-API-Key', sent: token, shown: '$CONTRACT_TOKEN' },
    { name: 'Proxy-Authorization', sent: `Bearer ${token}`, shown: 'Bearer $CONTRACT_TOKEN' },
  ];
  await surveyor.ask({ tag: 'token-elsewhere', ...list, extra });
  const query = new URLSearchParams({ access_token: token, token });
  if (isLoopback(base.origin))
    await surveyor.ask({ tag: 'token-elsewhere', ...list, url: `${list.url}?${query.toString()}` });
}
