/** A button that copies a text, and shows it to be copied by hand where the browser refuses. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  /** What is copied, or how to get it; undefined when that failed and its reason was shown elsewhere. */
  readonly text: string | (() => Promise<string | undefined>);
  /** The accessible name, such as "Copy the token of alice"; the content is enough where it says what is copied. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** In milliseconds. */
const shownFor = 2000;

export function CopyButton({ text, label, children }: CopyButtonProps) {
  const [state, setState] = useState<'ready' | 'busy' | 'copied'>('ready');
  const [byHand, setByHand] = useState<string>();
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('ready'), shownFor);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    setState('busy');
    const content = typeof text === 'string' ? text : await text();
    const isCopied = content !== undefined && (await copyText(content, navigator.clipboard));
    setState(isCopied ? 'copied' : 'ready');
    setByHand(isCopied ? undefined : content);
  };
  return (
    <span class="copy">
      <button type="button" aria-label={label} disabled={state === 'busy'} onClick={() => void copy()}>
        {state === 'copied' ? 'Copied ✓' : children}
      </button>
      <span class="hidden" role="status">
        {state === 'copied' ? 'Copied' : ''}
      </span>
      {byHand === undefined ? undefined : <TextToCopy text={byHand} close={() => setByHand(undefined)} />}
    </span>
  );
}

/** The selected text, since the browser does not let the page write to the clipboard. */
function TextToCopy({ text, close }: { readonly text: string; readonly close: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <span class="copy-by-hand">
      <label>
        The browser does not allow copying. Copy the text yourself:
        <textarea ref={field} readOnly rows={3} value={text} onFocus={() => field.current?.select()} />
      </label>
      <button type="button" onClick={close}>
        Close the text
      </button>
    </span>
  );
}
