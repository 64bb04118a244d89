import { FileError } from '../files/file-error.ts';
import { describeFileError, UsageError } from './command.ts';

test('several mistakes are reported one per line', () => {
  expect(new UsageError(['one', 'two']).message).toBe('one\ntwo');
  expect(new UsageError('one').message).toBe('one');
});

test.each([
  [{ code: 'ENOENT', path: 'a.yaml' }, 'a.yaml cannot be used: there is no such file or folder.'],
  [{ code: 'EACCES', path: 'a.yaml' }, 'a.yaml cannot be used: permission is denied.'],
  [{ code: 'EISDIR', path: 'folder' }, 'folder cannot be used: it is a folder, not a file.'],
  [{ code: 'EISDIR' }, 'a file cannot be used: it is a folder, not a file.'],
  [{ code: 'ENOTDIR', path: 'a/b' }, 'a/b cannot be used: a part of the path is a file, not a folder.'],
  [{ code: 'EDQUOT', path: 'a' }, 'a cannot be used: your disk quota is used up.'],
  [{ code: 'ENODEV', path: 'a' }, 'a cannot be used: no such device (ENODEV).'],
  [
    new FileError('a', 'ENOSPC', 'a cannot be written: the disk is full.'),
    'a cannot be written: the disk is full.',
  ],
  [{ code: 'ECONNREFUSED' }, undefined],
  [{ code: 'EOTHER', path: 'a' }, undefined],
  [{ code: 'toString', path: 'a' }, undefined],
  [new Error('something else'), undefined],
  ['a text', undefined],
  [null, undefined],
])('%j is reported as a sentence', (error, sentence) => {
  expect(describeFileError(error)).toBe(sentence);
});
