/** The files of the presenter's page, as the mock of the demo serves them. */
import type { SiteFile } from '../../mock-server/http/site.ts';
import { followShow, type ShowPosition } from './follow-show.ts';
import { formatPresenterPage } from './page.ts';
import { presenterStyle } from './style.ts';

const lookMs = 400;

/** Joins the function with the page around it. */
const start = `const still = matchMedia('(prefers-reduced-motion: reduce)');
(${followShow.toString()})({
  find: (selector) => document.querySelector(selector),
  findAll: (selector) => document.querySelectorAll(selector),
  load: async () => (await fetch('now.json')).json(),
  again: (call) => setTimeout(call, ${lookMs}),
  prefersStill: still.matches,
});
`;

/**
 * @param getPosition where the show is, at each request
 * @returns a function that finds a file by its path below `/__mock__/`
 */
export function createPresenterFiles(
  getPosition: () => ShowPosition,
): (path: string) => SiteFile | undefined {
  const files: Readonly<Record<string, () => SiteFile>> = {
    'presenter/index.html': () => ({ mediaType: 'text/html; charset=utf-8', content: formatPresenterPage() }),
    'presenter/presenter.css': () => ({ mediaType: 'text/css; charset=utf-8', content: presenterStyle }),
    'presenter/presenter.js': () => ({ mediaType: 'text/javascript; charset=utf-8', content: start }),
    'presenter/now.json': () => ({
      mediaType: 'application/json; charset=utf-8',
      content: JSON.stringify(getPosition()),
    }),
  };
  return (path) => (Object.hasOwn(files, path) ? files[path]?.() : undefined);
}
