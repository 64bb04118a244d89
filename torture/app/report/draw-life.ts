/** Draws the life of an app: the true status of the job, what each tab showed, what was done, and the requests. */
import { html, type Markup, nothing } from '../../../text/markup.ts';
import type { AppLife, AppRequest } from '../app-life.ts';
import { momentTexts } from '../app-plan.ts';
import { formatTime } from '../../life/format-time.ts';
import { describeRequest } from '../timeline.ts';
import { createScale, type Scale } from './scale.ts';

const left = 92;
const width = 1000;
const right = 28;
const laneHeight = 34;

interface Block {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly status?: string | undefined;
}

export function drawAppLife(life: AppLife, known: readonly string[], brokenAt: number | undefined): Markup {
  const scale = createScale(listTimes(life), width - left - right);
  const at = (time: number) => Math.round((left + scale.place(time)) * 10) / 10;
  const tabs = [...new Set(life.documents.map(({ tab }) => tab))];
  const lanes = [
    { name: 'True status', blocks: listTruth(life) },
    ...tabs.map((tab) => ({
      name: tabs.length === 1 ? 'Page shows' : `Tab ${tab + 1} shows`,
      blocks: listShown(life, tab),
    })),
  ];
  const height = (lanes.length + 2) * laneHeight + 40;
  const marks = lanes.length * laneHeight;
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="The life as a picture; the table below says the same in words.">
${lanes.map(({ name, blocks }, index) => html`<g><text class="name" x="0" y="${index * laneHeight + 21}">${name}</text>${blocks.map((block) => drawBlock(block, at, index * laneHeight, known))}</g>`)}
<g><text class="name" x="0" y="${marks + 21}">Done</text>${life.moments.map((moment) => html`<path class="moment" d="M${at(moment.at)} ${marks + 6}v22"><title>${formatTime(moment.at)}: ${momentTexts[moment.moment]}</title></path>`)}</g>
<g><text class="name" x="0" y="${marks + laneHeight + 21}">Requests</text>${life.requests.map((request) => drawRequest(request, at, marks + laneHeight))}</g>
${brokenAt === undefined ? nothing : html`<path class="broken-line" d="M${at(brokenAt)} 0V${marks + 2 * laneHeight}"><title>${formatTime(brokenAt)}: the rule is broken</title></path>`}
${drawAxis(scale, at, marks + 2 * laneHeight + 4)}
</svg>`;
}

function drawBlock(
  { from, to, text, status }: Block,
  at: (time: number) => number,
  top: number,
  known: readonly string[],
): Markup {
  const span = Math.max(2, at(to) - at(from));
  const kind = status !== undefined && known.includes(status) ? status : 'other';
  const fits = Math.floor((span - 8) / 7);
  const label = text.length <= fits ? text : fits > 3 ? `${text.slice(0, fits - 1)}…` : '';
  return html`<g><rect class="block is-${kind}" x="${at(from)}" y="${top + 4}" width="${span}" height="${laneHeight - 8}" rx="3"></rect><title>${formatTime(from)}: ${text === '' ? 'no status' : text}</title><text class="label" x="${at(from) + 5}" y="${top + 21}">${label}</text></g>`;
}

function drawRequest(request: AppRequest, at: (time: number) => number, top: number): Markup {
  const { sentAt, arrivedAt = sentAt, status, faults } = request;
  const isGood = status !== undefined && status < 300 && faults.length === 0;
  const span = Math.max(3, at(arrivedAt) - at(sentAt));
  return html`<rect class="${isGood ? 'good' : 'bad'}" x="${at(sentAt)}" y="${top + 9}" width="${span}" height="16" rx="1"><title>${formatTime(sentAt)}: ${describeRequest(request)}</title></rect>`;
}

function drawAxis(scale: Scale, at: (time: number) => number, top: number): Markup {
  return html`<g class="axis"><path d="M${left} ${top}H${width - right}"></path>${scale.ticks.map((time) => html`<g><path d="M${at(time)} ${top}v5"></path><text x="${at(time)}" y="${top + 20}">${formatTick(time)}</text></g>`)}</g>`;
}

/** In whole seconds, since no more has room. */
const formatTick = (time: number): string => formatTime(Math.round(time / 1000) * 1000);

function listTruth({ job, endedAt }: AppLife): readonly Block[] {
  const changes = job.statuses.filter(({ status }, index) => job.statuses[index - 1]?.status !== status);
  return changes
    .filter(({ at }) => at <= endedAt)
    .map(({ at, status }, index) => ({
      from: at,
      to: changes[index + 1]?.at ?? endedAt,
      text: status,
      status,
    }));
}

function listShown({ documents, endedAt }: AppLife, tab: number): readonly Block[] {
  return documents
    .filter((document) => document.tab === tab)
    .flatMap(({ shown, closedAt = endedAt }) =>
      shown.map(({ at, text, status }, index) => ({
        from: at,
        to: shown[index + 1]?.at ?? closedAt,
        text,
        status,
      })),
    );
}

function listTimes(life: AppLife): readonly number[] {
  const { job, documents, moments, requests, endedAt } = life;
  const last = Math.max(...[job.statuses, moments].flat().map(({ at }) => at), 0);
  return [
    0,
    endedAt,
    ...job.statuses.map(({ at }) => at).filter((at) => at <= endedAt),
    ...moments.map(({ at }) => at),
    ...documents.flatMap(({ shown }) => shown.map(({ at }) => at)),
    ...requests
      .filter(({ sentAt }) => sentAt <= last)
      .flatMap(({ sentAt, arrivedAt = sentAt }) => [sentAt, arrivedAt]),
  ];
}
