/** The notices at the edge of the page; each leaves after a while, a problem only when it is closed. */
import { useEffect } from 'preact/hooks';

import { toVisible } from '../../../text/visible.ts';
import type { Notice } from '../state/notices.ts';
import { useApp } from '../state/use-app.ts';

/** In milliseconds. */
const shownFor = 8000;

export function NoticeList() {
  const app = useApp();
  return (
    <div class="notices" role="log" aria-label="Messages">
      {app.notices.list.value.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeItem({ notice }: { readonly notice: Notice }) {
  const { notices } = useApp();
  const { id, kind, text, undo, action } = notice;
  const offered = action ?? (undo && { label: 'Undo', run: undo });
  useEffect(() => {
    if (kind === 'problem') return undefined;
    const timer = setTimeout(() => notices.remove(id), shownFor);
    return () => clearTimeout(timer);
  }, [id, kind, notices]);
  return (
    <div class={`notice is-${kind}`}>
      <span>{toVisible(text)}</span>
      {offered === undefined ? undefined : (
        <button
          type="button"
          onClick={() => {
            offered.run();
            notices.remove(id);
          }}
        >
          {offered.label}
        </button>
      )}
      <button type="button" aria-label="Close the message" onClick={() => notices.remove(id)}>
        <span aria-hidden="true">✕</span>
      </button>
    </div>
  );
}
