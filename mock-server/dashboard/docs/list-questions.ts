/** The open questions of the document as an element: each with its readings, their basis and source. */
import { formatBasis, type Json, type JsonObject, toObject } from './shown-document.ts';

/** @param readings those of the mock, by question @returns undefined for a document without questions */
export function createQuestionList(
  document: JsonObject,
  readings: Readonly<Record<string, string>>,
): HTMLElement | undefined {
  const questions = Object.entries(toObject(document['x-questions']));
  if (questions.length === 0) return undefined;
  const pages = toObject(document['x-pages']);
  return createElement('details', {}, [
    createElement('summary', {}, [`Open questions of the documentation (${questions.length})`]),
    createElement('p', {}, [
      'The documentation contradicts itself or is silent here. Each answer is legal; this mock gives the marked ones.',
    ]),
    createElement(
      'dl',
      {},
      questions.flatMap(([id, question]) => formatQuestion(id, toObject(question), pages, readings[id])),
    ),
  ]);
}

function formatQuestion(id: string, question: JsonObject, pages: JsonObject, inUse: string | undefined) {
  const readings = Object.entries(toObject(question['readings']));
  const used = inUse ?? toText(question['default']);
  const items = readings.map(([name, value]) => {
    const reading = toObject(value);
    const mark = name === used ? [createElement('strong', {}, ['this mock']), ' '] : [];
    const parts = [createElement('code', {}, [name]), ' ', ...mark, `${toText(reading['meaning'])} `];
    const basis = createElement('span', { className: 'basis' }, [formatBasis(reading, pages) ?? '']);
    return createElement('li', {}, [...parts, basis]);
  });
  return [
    createElement('dt', { id: `question-${id}` }, [toText(question['question'])]),
    createElement('dd', {}, [createElement('ul', {}, items)]),
  ];
}

function createElement(
  name: string,
  properties: { readonly className?: string; readonly id?: string },
  children: readonly (Node | string)[],
): HTMLElement {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function toText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
