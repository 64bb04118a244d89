/** The lines of a log, which are written after the responses. */

export function captureLines() {
  const lines: string[] = [];
  let onLine: (() => void) | undefined;
  return {
    logRequest: (line: string): void => {
      lines.push(line);
      onLine?.();
    },
    /** Sends a request. @returns its one line */
    capture: async (send: () => Promise<unknown>): Promise<string> => {
      lines.length = 0;
      const written = new Promise<void>((resolve) => {
        onLine = resolve;
      });
      await Promise.all([send(), written]);
      expect(lines).toHaveLength(1);
      return lines[0] ?? '';
    },
  };
}
