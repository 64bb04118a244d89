/** Sends a request again, after edits, to the mocked API of this mock and to nothing else. */
import { useState } from 'preact/hooks';

import type { ShownRequest } from '../../../page-parts/polls.ts';
import { ForeignText } from '../shell/foreign-text.tsx';
import { toBearer } from '../state/api-url.ts';
import { useApp } from '../state/use-app.ts';
import { formatTarget } from './filter-requests.ts';
import { resolveTarget } from './resolve-target.ts';

interface ShownResponse {
  readonly status: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** @param suggestion the first line of a request that would have matched */
export function ReplayForm({
  entry,
  suggestion,
}: {
  readonly entry: ShownRequest;
  readonly suggestion: string | undefined;
}) {
  const app = useApp();
  const owner = app.shown.value.fixture.users.find(({ name }) => name === entry.user);
  const [method, setMethod] = useState(entry.method);
  const [target, setTarget] = useState(formatTarget(entry));
  const [token, setToken] = useState(owner === undefined ? '' : toBearer(owner, app.world.value));
  const [body, setBody] = useState('');
  const [response, setResponse] = useState<ShownResponse | string>();
  const useSuggestion = (): void => {
    const [, verb = method, path = target] = /^(\S+) (.*)$/s.exec(suggestion ?? '') ?? [];
    setMethod(verb);
    setTarget(path);
  };
  const send = async (): Promise<void> => {
    const found = resolveTarget(target, location.href, app.mode !== 'server');
    if (found.kind === 'refused') {
      setResponse(found.reason);
      return;
    }
    const hasBody = body !== '' && method !== 'GET' && method !== 'HEAD';
    try {
      const got = await app.fetch(found.url, {
        method,
        headers: {
          ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
          ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(hasBody ? { body } : {}),
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      setResponse({
        status: got.type === 'opaqueredirect' ? 'a redirect, which was not followed' : `${got.status}`,
        headers: [...got.headers],
        body: await got.text(),
      });
    } catch {
      setResponse('There was no response. A fault may have reset the connection, or the mock is gone.');
    }
  };
  return (
    <form
      class="stack card"
      aria-label="Edit and send again"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="row">
        <select
          aria-label="Method of the request"
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value)}
        >
          {[...new Set([entry.method, ...methods])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <input
          class="replay-target mono"
          type="text"
          aria-label="Path and query"
          value={target}
          onInput={(event) => setTarget(event.currentTarget.value)}
        />
      </div>
      {suggestion === undefined ? undefined : (
        <button type="button" onClick={useSuggestion}>
          Use the path that would have matched
        </button>
      )}
      <label>
        Token
        <input
          class="wide mono"
          type="text"
          value={token}
          placeholder="none"
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <label>
        JSON body
        <textarea
          class="wide mono"
          rows={3}
          value={body}
          placeholder="The journal does not keep bodies."
          onInput={(event) => setBody(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary">
        Send
      </button>
      {response === undefined ? undefined : typeof response === 'string' ? (
        <p role="status">{response}</p>
      ) : (
        <section aria-label="Response" class="stack">
          <p role="status">
            Response: <strong>{response.status}</strong>
          </p>
          <details>
            <summary>{response.headers.length} headers</summary>
            <pre>
              <ForeignText
                text={response.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
                maxLength={4000}
                hasLines
              />
            </pre>
          </details>
          <pre class="code-block">
            <ForeignText text={response.body} maxLength={4000} hasLines />
          </pre>
        </section>
      )}
    </form>
  );
}
