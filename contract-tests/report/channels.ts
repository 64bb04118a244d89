/** Formats the summary of a run for a channel: Slack, Microsoft Teams, or plain text. */
import { toVisibleJson } from '../../text/visible.ts';
import type { ContractRun } from './run.ts';
import { getState, type RunState } from './state.ts';
import { listSummaryLines, type SummaryLine, type SummaryPart } from './summary-lines.ts';

export const channels = ['slack', 'teams', 'text'] as const;
export type Channel = (typeof channels)[number];

/** The text of the file that a webhook of the channel accepts as it is. */
export function formatForChannel(run: ContractRun, channel: Channel): string {
  const lines = listSummaryLines(run);
  if (channel === 'text') return `${lines.map(formatPlain).join('\n')}\n`;
  const message = channel === 'slack' ? createSlackMessage(lines) : createTeamsMessage(lines, getState(run));
  return `${toVisibleJson(JSON.stringify(message, null, 2))}\n`;
}

function formatPlain(line: SummaryLine): string {
  return line.map(({ text }) => text).join('');
}

/** Block Kit. `verbatim` keeps Slack from turning names and addresses into mentions and links. */
function createSlackMessage(lines: readonly SummaryLine[]): object {
  // A section has room for 3000 characters, so each line has its own.
  const blocks = lines.map((line) => {
    const text = line.map(formatSlackPart).join('');
    return { type: 'section', text: { type: 'mrkdwn', verbatim: true, text } };
  });
  return {
    // For notifications, which show no blocks.
    text: lines.slice(0, 1).map(formatPlain).map(escapeSlack).join(''),
    unfurl_links: false,
    unfurl_media: false,
    blocks,
  };
}

function formatSlackPart({ text, style }: SummaryPart): string {
  if (style === 'bold') return `*${escapeSlack(text).replaceAll('*', '')}*`;
  if (style === 'code') return formatSlackCode(text);
  if (style === 'words') return escapeSlack(text);
  // A word with a sign of mrkdwn would change the look of everything after it.
  return text
    .split(' ')
    .map((word) => (/[*_~`]/.test(word) ? formatSlackCode(word) : escapeSlack(word)))
    .join(' ');
}

/** Nothing in code is markup, except its end. */
function formatSlackCode(text: string): string {
  return `\`${escapeSlack(text).replaceAll('`', "'")}\``;
}

const slackEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Without these three signs, no text can mention anyone or be a link. */
function escapeSlack(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => slackEntities[sign] ?? sign);
}

const teamsColours = {
  kept: 'good',
  broken: 'attention',
  step: 'warning',
  unjudged: 'warning',
} as const satisfies Record<RunState, string>;

/** An Adaptive Card. A rich text block shows its text as it is; a plain text block would read Markdown in it. */
function createTeamsMessage(lines: readonly SummaryLine[], state: RunState): object {
  const body = lines.map((line, index) => ({
    type: 'RichTextBlock',
    ...(index === 0 ? {} : { spacing: 'Small' }),
    inlines: line.map((part) => createTextRun(part, index === 0 ? teamsColours[state] : undefined)),
  }));
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          fallbackText: lines
            .slice(0, 1)
            .map(formatPlain)
            .join('')
            .replaceAll(/[\\*_[\]()~`#<>&]/g, ' '),
          body,
        },
      },
    ],
  };
}

function createTextRun({ text, style }: SummaryPart, colour: string | undefined): object {
  return {
    type: 'TextRun',
    text,
    ...(style === 'bold' ? { weight: 'Bolder', ...(colour === undefined ? {} : { color: colour }) } : {}),
    ...(style === 'code' ? { fontType: 'Monospace' } : {}),
  };
}
