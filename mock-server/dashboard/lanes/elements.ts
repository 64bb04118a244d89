/** Elements of the page, made and changed by hand where a component would be too slow. */
import { toVisible } from '../../../text/visible.ts';

export function create(tag: string, name: string, parent: Element): HTMLElement {
  const element = document.createElement(tag);
  if (name !== '') element.className = name;
  parent.append(element);
  return element;
}

export function createSvg(tag: string, name: string, parent: Element): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  element.setAttribute('class', name);
  parent.append(element);
  return element;
}

/** Writing what is there already would cost a layout. */
export function setText(element: Element, text: string): void {
  const shown = toVisible(text);
  if (element.textContent !== shown) element.textContent = shown;
}

export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
