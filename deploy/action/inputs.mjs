// The inputs of the GitHub Action, which come as variables and are checked before anything uses them.
// @ts-check

/** @typedef {Readonly<Record<string, string | undefined>>} Variables */

/** @param {Variables} variables @returns {readonly string[]} what is wrong, one sentence each */
export function findMistakes({ RUN = '', PORT = '', BASE_URL = '', TOKEN = '' }) {
  if (RUN !== 'mock' && RUN !== 'contract')
    return [`The input run is ${JSON.stringify(RUN)}; allowed: "mock" or "contract".`];
  const isPort = /^\d{1,5}$/.test(PORT) && Number(PORT) <= 65_535;
  if (RUN === 'mock')
    return isPort ? [] : [`The input port is ${JSON.stringify(PORT)}; allowed: 0 to 65535.`];
  return [
    ...(isHttp(BASE_URL)
      ? []
      : [`The input base-url is ${JSON.stringify(BASE_URL)}; give an http or https URL without a password.`]),
    ...(TOKEN === '' ? ['The input token is empty; give the token of a user, from a secret.'] : []),
  ];
}

/** @param {string} text */
function isHttp(text) {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** One argument per line; empty lines are left out. @param {string | undefined} text */
export function splitArguments(text = '') {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A line of a file of outputs, whose values may have no line break. @param {string} name @param {string} value */
export function formatOutput(name, value) {
  if (/[\r\n]/.test(value)) throw new Error(`The output ${name} has a line break.`);
  return `${name}=${value}\n`;
}

/** A message on the page of the run. @param {'error' | 'warning' | 'notice'} level @param {string} text */
export function formatAnnotation(level, text) {
  return `::${level}::${text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`;
}
