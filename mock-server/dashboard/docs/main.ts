/** The playground: Swagger UI with the documents of this mock, and a token of the chosen world filled in. */
import { connect } from '../site/connect.ts';
import { createQuestionList } from './list-questions.ts';
import {
  formatPlaygroundAddress,
  parsePlaygroundAddress,
  type PlaygroundAddress,
} from './playground-address.ts';
import { findBearerScheme, type JsonObject, toShownDocument } from './shown-document.ts';
import { showDocument } from './swagger-ui.ts';
import './playground.css';

interface User {
  readonly name: string;
  readonly token: string;
  readonly expired: boolean;
  readonly inactive: boolean;
}

const note = getElement('#note');

function getElement(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}

function getSelect(selector: string): HTMLSelectElement {
  const element = getElement(selector);
  if (!(element instanceof HTMLSelectElement)) throw new Error(`${selector} is not a list.`);
  return element;
}

async function start(address: PlaygroundAddress): Promise<void> {
  const { fetch, mode } = await connect();
  const get = async <Body>(path: string): Promise<Body> => {
    const response = await fetch(path, {});
    const body = (await response.json()) as Body & { readonly detail?: string };
    if (!response.ok) throw new Error(body.detail ?? `${path}: ${response.status}`);
    return body;
  };
  const world = `../api/worlds/${encodeURIComponent(address.world)}`;
  const [source, health, worlds, users] = await Promise.all([
    get<JsonObject>(`../openapi/${address.document}.json`),
    get<{ readonly readings: Readonly<Record<string, string>> }>('../api/health'),
    get<readonly string[]>('../api/worlds'),
    get<readonly User[]>(`${world}/users`).catch((error: unknown) => {
      note.textContent = toSentence(error);
      return [];
    }),
  ]);
  const scheme = findBearerScheme(source);
  showChoices(address, worlds, scheme === undefined ? [] : users);
  const root = new URL('../../', document.baseURI);
  const ui = await showDocument(toShownDocument(source, { root, mode, world: address.world }), {
    element: getElement('#ui'),
    fetch,
    scheme,
  });
  const list = createQuestionList(source, health.readings);
  if (list !== undefined) getElement('#questions').append(list);
  const user = getSelect('#user');
  const authorize = (): void => {
    if (user.value !== '') ui.authorize(user.value);
  };
  user.addEventListener('change', authorize);
  authorize();
}

/** Another world or document is another page. */
function showChoices(address: PlaygroundAddress, worlds: readonly string[], users: readonly User[]): void {
  const documents = getSelect('#document');
  documents.value = address.document;
  const world = getSelect('#world');
  world.append(...new Set([address.world, ...worlds].map((name) => new Option(name))));
  const user = getSelect('#user');
  user.append(...users.filter(isValid).map(({ name, token }) => new Option(`${name}: ${token}`, token)));
  user.closest('label')?.toggleAttribute('hidden', users.length === 0);
  for (const list of [documents, world]) {
    list.addEventListener('change', () => {
      const query = new URLSearchParams({ world: world.value, document: documents.value });
      const chosen = parsePlaygroundAddress(query.toString());
      location.assign(location.pathname + formatPlaygroundAddress(chosen));
    });
  }
  const { search } = new URL(
    formatPlaygroundAddress({ ...address, document: 'enrichment' }),
    document.baseURI,
  );
  getElement('.to-dashboard').setAttribute('href', `../${search}`);
}

const isValid = ({ expired, inactive }: User): boolean => !expired && !inactive;

/** Swagger UI has both schemes, and leaves the choice to the page. */
function followColorScheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    document.documentElement.classList.toggle('dark-mode', dark.matches);
  };
  dark.addEventListener('change', apply);
  apply();
}

function toSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

followColorScheme();
start(parsePlaygroundAddress(location.search)).catch((error: unknown) => {
  note.textContent = `The playground cannot start: ${toSentence(error)}. Reload the page when the mock runs.`;
});
