/** The letters of a picture for terminals that show ASCII only. */

const asciiOf: Readonly<Record<string, string>> = {
  '─': '-',
  '━': '=',
  '┄': '.',
  '├': '|',
  '▸': '>',
  '✗': 'x',
  '░': '~',
  '…': '.',
  '■': '#',
  '→': '>',
  '×': 'x',
  '▲': '^',
};

/** Each letter of a picture is replaced by one letter; any other that is not ASCII is written as its number. */
export function toAscii(text: string): string {
  return text.replaceAll(
    /\P{ASCII}/gu,
    (letter) => asciiOf[letter] ?? `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
