/** A text from anybody: invisible characters are visible, and a long text is cut until its reader wants all of it. */
import { useState } from 'preact/hooks';

import { formatCount } from '../../../page-parts/formats.ts';
import { cutText } from './cut-text.ts';

interface ForeignTextProps {
  readonly text: string;
  /** Beyond it the text is cut; default: 200. */
  readonly maxLength?: number;
  /** Whether line ends are shown as such. */
  readonly hasLines?: boolean;
}

/** Even on request no more is shown, since a page with megabytes of text does not respond. */
const maxShown = 200_000;

export function ForeignText({ text, maxLength = 200, hasLines = false }: ForeignTextProps) {
  const [isWhole, setWhole] = useState(false);
  const kept = hasLines ? '\n\r\t' : '';
  const { shown, hidden } = cutText(text, isWhole ? maxShown : maxLength, kept);
  return (
    <bdi class="foreign">
      {shown}
      {hidden > 0 ? '…' : ''}
      {hidden > 0 && !isWhole ? (
        <>
          {' '}
          <button type="button" class="more" onClick={() => setWhole(true)}>
            Show all {formatCount(text.length)} characters
          </button>
        </>
      ) : undefined}
      {hidden > 0 && isWhole ? ` (${formatCount(hidden)} more characters are not shown)` : ''}
    </bdi>
  );
}
