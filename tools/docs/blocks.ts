/** Finds the command blocks of a page: their code, their output, and whether the test runs them. */
import { findFences } from './markdown.ts';

export interface Block {
  readonly page: string;
  readonly line: number;
  readonly code: string;
  /** The output that the page shows, if any. */
  readonly output?: string;
  /** The reason for not running it; absent for a block that runs. */
  readonly reason?: string;
}

/** @throws Error for a block whose first line does not follow CONTRIBUTING.md */
export function findBlocks(page: string, text: string): readonly Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const { line, info, content } of findFences(text)) {
    const [language = '', ...words] = info.split(' ');
    const rest = words.join(' ');
    const last = blocks.at(-1);
    if (['sh', 'bash', 'zsh', 'shell', 'console'].includes(language)) {
      const [, reason] = /^no-run: (\S.{9,})$/.exec(rest) ?? [];
      if (language !== 'sh' || (rest !== '' && reason === undefined))
        throw new Error(`${page}:${line}: write \`\`\`sh, or \`\`\`sh no-run: with the reason.`);
      blocks.push({ page, line, code: content, ...(reason === undefined ? {} : { reason }) });
      isOpen = reason === undefined;
    } else if (rest === 'output') {
      if (!isOpen || last === undefined)
        throw new Error(`${page}:${line}: this output does not follow a block that runs.`);
      blocks[blocks.length - 1] = { ...last, output: content };
      isOpen = false;
    } else isOpen = false;
  }
  return blocks;
}
