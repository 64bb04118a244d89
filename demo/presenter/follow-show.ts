/** What the presenter's page does in the browser. It is sent there as text, so it only uses its arguments. */

/** Where the show is, as the page requests it. */
export interface ShowPosition {
  /** The second of the show. */
  readonly seconds: number;
  readonly speed: number;
  readonly frozen: boolean;
  readonly isOver: boolean;
}

interface PageElement {
  textContent: string | null;
  readonly dataset: Record<string, string | undefined>;
  readonly checked?: boolean;
  readonly setAttribute: (name: string, value: string) => void;
  readonly removeAttribute: (name: string) => void;
  readonly hasAttribute: (name: string) => boolean;
  readonly scrollIntoView: (options: {
    readonly block: 'start';
    readonly behavior: 'auto' | 'smooth';
  }) => void;
}

/** What it needs of the page. */
export interface FollowedPage {
  readonly find: (selector: string) => PageElement | null;
  readonly findAll: (selector: string) => Iterable<PageElement>;
  /** @throws if the demo does not run */
  readonly load: () => Promise<ShowPosition>;
  readonly again: (call: () => void) => void;
  readonly prefersStill: boolean;
}

export function followShow({ find, findAll, load, again, prefersStill }: FollowedPage): void {
  const write = (id: string, text: string): void => {
    const element = find(`#${id}`);
    // Written only when it changes, since a screen reader reads it then.
    if (element !== null && element.textContent !== text) element.textContent = text;
  };
  const showAct = (seconds: number): void => {
    for (const section of findAll('section')) {
      const isNow = seconds >= Number(section.dataset['from']) && seconds < Number(section.dataset['to']);
      if (isNow === section.hasAttribute('aria-current')) continue;
      if (!isNow) section.removeAttribute('aria-current');
      else {
        section.setAttribute('aria-current', 'step');
        const behavior = prefersStill ? 'auto' : 'smooth';
        if (find('#follow')?.checked === true) section.scrollIntoView({ block: 'start', behavior });
      }
    }
  };

  const showScenes = (seconds: number): void => {
    let next: PageElement | undefined;
    for (const scene of findAll('li[data-at]')) {
      const isPast = Number(scene.dataset['at']) <= seconds;
      const state = isPast ? 'past' : next === undefined ? 'next' : 'later';
      if (state === 'next') next = scene;
      if (scene.dataset['state'] !== state) scene.dataset['state'] = state;
    }
    const left = next === undefined ? 0 : Math.ceil(Number(next.dataset['at']) - seconds);
    const what = next?.textContent?.replace(/^\S+\s+/, '') ?? '';
    write('next', next === undefined ? '' : `In ${left} s: ${what}`);
  };

  const show = ({ seconds, speed, frozen, isOver }: ShowPosition): void => {
    write('time', `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`);
    const pace = speed === 1 ? 'Running' : `Running at x${speed}`;
    write('state', isOver ? 'The show is over' : frozen ? 'The clock is stopped' : pace);
    showAct(seconds);
    showScenes(seconds);
  };

  const look = (): void => {
    load()
      .then(show, () => write('state', 'The demo does not run any more'))
      .then(
        () => again(look),
        () => again(look),
      );
  };
  look();
}
