/** Colours text for a terminal. The text must already be printable. */

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36, magenta: 35 } as const;

export type Colour = keyof typeof codes;

export type Paint = (text: string, ...colours: readonly Colour[]) => string;

export const paintPlain: Paint = (text) => text;

export const paintColoured: Paint = (text, ...colours) =>
  `\u001b[${colours.map((colour) => codes[colour]).join(';')}m${text}\u001b[0m`;
