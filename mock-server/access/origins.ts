/** The origins of web pages, as `--allow-origin` names them. */

/** What `--allow-origin` accepts, for messages. */
export const originRule = 'an origin such as http://localhost:5173, without a path';

/** Whether a text is an origin as browsers send it; "null" and "*" are none. */
export const isWebOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
