/** The whole view is in the URL's query, so that it can be bookmarked, shared, and found again with the browser's back button. */
import { isStoredName } from '../../domain/world-names.ts';
import {
  duration,
  formatExactDuration,
  formatRfc3339,
  instant,
  type Instant,
  parseDuration,
  parseInstant,
} from '../../../time/time.ts';
import {
  firstLanesWindow,
  laneHeights,
  type LanesWindow,
  maxSpan,
  minSpan,
} from '../../../page-parts/lanes-window.ts';

export const mainViews = ['lanes', 'life-cycle'] as const;
export const panels = ['job', 'requests', 'faults', 'advice', 'worlds', 'submit'] as const;
export type MainView = (typeof mainViews)[number];
export type Panel = (typeof panels)[number];

export interface ViewAddress {
  readonly world: string;
  /** The id of the selected job. */
  readonly job: string | undefined;
  /** Only jobs of this user. */
  readonly user: string | undefined;
  /** Only jobs in these internal statuses; empty for all. */
  readonly statuses: readonly string[];
  /** Only jobs whose id or scenario contains this text. */
  readonly search: string;
  /** A moment of the world's past; undefined for the present. */
  readonly at: Instant | undefined;
  readonly view: MainView;
  /** The panel that is open beside it. */
  readonly panel: Panel | undefined;
  /** Whether the type is large, for a projector. */
  readonly isLarge: boolean;
  readonly lanes: LanesWindow;
}

export const firstView: ViewAddress = {
  world: 'default',
  job: undefined,
  user: undefined,
  statuses: [],
  search: '',
  at: undefined,
  view: 'lanes',
  panel: undefined,
  isLarge: false,
  lanes: firstLanesWindow,
};

/** A text of this length was not made by a person. */
const maxLength = 200;

/** Whatever does not fit is ignored: an address may come from anybody. */
export function parseViewAddress(query: string): ViewAddress {
  const given = new URLSearchParams(query);
  const get = (name: string): string | undefined => given.get(name)?.slice(0, maxLength) || undefined;
  const world = get('world') ?? '';
  return {
    world: isStoredName(world) ? world : firstView.world,
    job: get('job')?.toLowerCase(),
    user: get('user'),
    statuses: given
      .getAll('status')
      .slice(0, 20)
      .filter((status) => status !== ''),
    search: get('search') ?? '',
    at: parseInstant(get('at') ?? ''),
    view: mainViews.find((one) => one === get('view')) ?? firstView.view,
    panel: panels.find((one) => one === get('panel')),
    isLarge: get('type') === 'large',
    lanes: parseLanesWindow(get),
  };
}

function parseLanesWindow(get: (name: string) => string | undefined): LanesWindow {
  const span = parseDuration(get('span') ?? '');
  return {
    span: span === undefined ? undefined : Math.min(maxSpan, Math.max(minSpan, span)),
    from: parseInstant(get('from') ?? ''),
    isCollapsed: get('idle') === 'collapsed',
    height: laneHeights.find((one) => one === get('height')) ?? firstLanesWindow.height,
  };
}

/** @returns the query with its question mark, or nothing for the first view */
export function formatViewAddress(address: ViewAddress): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | undefined, usual?: string): void => {
    if (value !== undefined && value !== '' && value !== usual) query.set(name, value);
  };
  set('world', address.world, firstView.world);
  set('view', address.view, firstView.view);
  set('panel', address.panel);
  set('type', address.isLarge ? 'large' : undefined);
  set('job', address.job);
  set('user', address.user);
  for (const status of address.statuses) query.append('status', status);
  set('search', address.search);
  set('at', address.at === undefined ? undefined : formatRfc3339(address.at, 3));
  const { span, from, isCollapsed, height } = address.lanes;
  set('span', span === undefined ? undefined : formatExactDuration(duration(span)));
  set('from', from === undefined ? undefined : formatRfc3339(instant(Math.max(0, from)), 3));
  set('idle', isCollapsed ? 'collapsed' : undefined);
  set('height', height, firstLanesWindow.height);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
