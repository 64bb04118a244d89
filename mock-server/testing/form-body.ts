/** A body like an HTML form with files, from plain values. */
import { UploadedFile } from '../django/uploaded-file.ts';
import type { MockRequest } from './mock-under-test.ts';

const boundary = 'a-boundary-of-the-tests';

/** Maps become `name.key`, lists the same name several times, other values their text. */
export function createFormBody(
  value: unknown,
  mediaType = 'multipart/form-data',
): Pick<MockRequest, 'body' | 'headers'> {
  if (mediaType === 'application/x-www-form-urlencoded') {
    const pairs = listFields('', value).map(
      ([name, one]) => [name, one instanceof UploadedFile ? one.content : one] as [string, string],
    );
    return { body: String(new URLSearchParams(pairs)), headers: { 'content-type': mediaType } };
  }
  const parts = listFields('', value).map(([name, one]) => {
    const file = one instanceof UploadedFile ? `; filename="${one.name}"` : '';
    const content = one instanceof UploadedFile ? one.content : one;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
  });
  return {
    body: `${parts.join('')}--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

type FormField = readonly [name: string, value: string | UploadedFile];

function listFields(name: string, value: unknown): readonly FormField[] {
  if (value instanceof UploadedFile) return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((item) => listFields(name, item));
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  const under = name === '' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([key, one]) => listFields(`${under}${key}`, one));
}
