/** The part of a lane where time is. */
import { formatRfc3339, instant } from '../../time/time.ts';
import { formatLength } from '../../page-parts/formats.ts';
import { listSegments, type PixelRange, placeLabel, type Segment } from '../../page-parts/lane-segments.ts';
import { nowShare } from '../../page-parts/lanes-window.ts';
import { drawFaults, drawPolls } from '../../page-parts/poll-shapes.ts';
import { clusterPolls, pollKinds } from '../../page-parts/polls.ts';
import type { TimeScale } from '../../page-parts/time-scale.ts';
import type { LaneJob, Period } from './lane-job.ts';
import type { Marks } from './marks.ts';
import { findLook } from './status-looks.ts';

export interface View {
  readonly now: number;
  readonly scale: TimeScale;
  /** Of the track, in pixels. */
  readonly width: number;
  /** The left edge on the scale. */
  readonly origin: number;
}

interface Props {
  readonly job: LaneJob;
  readonly view: View;
  readonly marks: Marks;
}

/** With less room a bar has no text, in pixels. */
const minRoom = 18;
/** With less room its text is cut off without dots. */
const enoughRoom = 60;
/** Where the marks are, from the top of the track. */
const zone = { top: 23, height: 13 };
const markSize = 6;

export function LaneTrack({ job, view, marks }: Props) {
  const { now, scale, width, origin } = view;
  const range: PixelRange = { origin, from: 0, to: width };
  const segments = listSegments(job.life, scale, range);
  const between = { since: 0, until: now };
  const clusters = clusterPolls(marks.polls, scale, range, between, markSize);
  const lists = clusterPolls(marks.lists, scale, range, between, markSize);
  const small = { top: zone.top + 4, height: zone.height - 4 };
  return (
    <div class="track" aria-hidden="true">
      {segments.map((segment) => (
        <Bar key={segment.stretch.from} segment={segment} view={view} />
      ))}
      <div class="future" style={{ left: `${nowShare * 100}%` }} />
      {segments.map((segment) => (
        <Label key={segment.stretch.from} segment={segment} view={view} />
      ))}
      <svg class="marks">
        <path class="poll-lists" d={drawPolls(lists, 'ok', small)} />
        {pollKinds.map((kind) => (
          <path
            key={kind}
            class={`poll-${kind}`}
            d={drawPolls(clusters, kind, zone) + (kind === 'ok' ? '' : drawPolls(lists, kind, zone))}
          />
        ))}
        <path class="poll-faults" d={drawFaults([...clusters, ...lists], zone)} />
      </svg>
      <div class="now" style={{ left: `${nowShare * 100}%` }} />
    </div>
  );
}

interface PartProps {
  readonly segment: Segment<Period>;
  readonly view: View;
}

function Bar({ segment: { stretch, x, width } }: PartProps) {
  const { tone, pattern, shape } = findLook(stretch.status);
  return (
    <div
      class={`bar ${tone} ${pattern} is-${shape}`}
      style={{ transform: `translateX(${round(x)}px)`, width: `${round(width)}px` }}
      title={describePeriod(stretch)}
    />
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The text of a bar, on the side of the line of now that has room. */
function Label({ segment, view }: PartProps) {
  const { status } = segment.stretch;
  const { tone, mark, shape } = findLook(status);
  const { x, room: given, isFuture } = placeLabel(segment, 0, view.width * nowShare, enoughRoom);
  const room = Math.min(given, view.width - x);
  if (room < minRoom) return undefined;
  return (
    <span
      class={`bar-label ${tone} is-${shape}${isFuture ? ' is-future' : ''}`}
      style={{ transform: `translateX(${x}px)`, maxWidth: `${room - 2}px` }}
    >
      {mark} {room < enoughRoom ? '' : status}
    </span>
  );
}

function describePeriod({ status, apiStatus, from, to }: Period): string {
  const length = Number.isFinite(to) ? `, for ${formatLength(to - from)}` : '';
  return `${status} (${apiStatus}) from ${formatRfc3339(instant(from)).replace('T', ' ')}${length}`;
}
