/** A small note beside the pointer. */
import { toVisible } from '../../../text/visible.ts';
import { create } from './elements.ts';
import type { Note } from './lane-text.ts';

export interface Tip {
  /** @param x of the window, as is `y` */
  readonly show: (note: Note | undefined, x: number, y: number) => void;
  readonly hide: () => void;
}

/** From the pointer and from the edges of the window, in pixels. */
const [distance, margin] = [14, 8];

export function createTip(element: HTMLElement): Tip {
  let shown = '';
  const hide = (): void => {
    element.hidden = true;
    shown = '';
  };
  return {
    hide,
    show: (note, x, y) => {
      if (note === undefined) {
        hide();
        return;
      }
      const text = [note.title, ...note.lines].join('\n');
      if (text !== shown) {
        shown = text;
        element.replaceChildren();
        create('strong', '', element).textContent = toVisible(note.title);
        for (const line of note.lines) create('span', '', element).textContent = toVisible(line);
      }
      element.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = element;
      const left = Math.min(x + distance, window.innerWidth - width - margin);
      const below = y + distance;
      const top = below + height > window.innerHeight - margin ? y - height - distance : below;
      element.style.transform = `translate(${Math.max(margin, left)}px, ${Math.max(margin, top)}px)`;
    },
  };
}
