/** A client in Python, over HTTP. */
import type { Sound } from '../api.ts';
import { createProgramClient } from '../other-program.ts';

export const sound: Sound = {
  title: '`client.py`, with `http.client`, over HTTP',
  library: 'Python',
  client: createProgramClient(['python3', 'sound/client.py']),
};
