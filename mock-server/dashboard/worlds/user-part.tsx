/** The users of the world with their tokens and credits, and the base URL for an app. */
import { computeBalance } from '../../domain/wallet.ts';
import type { FixtureUser } from '../../domain/fixture.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { ForeignText } from '../shell/foreign-text.tsx';
import { toBearer, toMockUrl } from '../state/api-url.ts';
import { formatCount } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';

export function UserPart() {
  const app = useApp();
  const url = toMockUrl(location.href);
  return (
    <section class="stack" aria-labelledby="world-users">
      <h3 id="world-users">Users and credits</h3>
      {app.mode === 'server' ? (
        <p class="row">
          Base URL <code>{url}</code>
          <CopyButton text={url} label="Copy the base URL">
            Copy
          </CopyButton>
        </p>
      ) : (
        <p class="label">
          The mock runs in this page, so only this page can use the tokens. Take the world with you as a link.
        </p>
      )}
      <ul class="stack">
        {app.shown.value.fixture.users.map((user) => (
          <UserRow key={user.name} user={user} />
        ))}
      </ul>
    </section>
  );
}

function UserRow({ user }: { readonly user: FixtureUser }) {
  const app = useApp();
  void app.epoch.value;
  const token = toBearer(user, app.world.value);
  const balance = computeBalance(app.shown.value, user, app.readNow(), app.terms);
  const marks = [
    ...(user.expired ? ['the token has expired'] : []),
    ...(user.active ? [] : ['inactive']),
    ...(user.quota === undefined ? [] : [`${user.quota} submissions per day`]),
  ];
  return (
    <li class="card row user-row">
      <span class="user-text">
        <strong>
          <ForeignText text={user.name} maxLength={60} />
        </strong>{' '}
        <span class="label">
          {balance === undefined ? 'no wallet' : `${formatCount(balance)} credits`}
          {marks.length === 0 ? '' : `, ${marks.join(', ')}`}
        </span>
        <br />
        <code>
          <ForeignText text={token} maxLength={120} />
        </code>
      </span>
      <CopyButton text={token} label={`Copy token of ${user.name}`}>
        Copy token
      </CopyButton>
    </li>
  );
}
