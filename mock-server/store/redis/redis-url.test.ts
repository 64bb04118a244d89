// The URL of --store, and what messages show of it.
import { parseRedisUrl } from './redis-url.ts';

test.each([
  ['redis://localhost', { hosts: [{ host: 'localhost', port: 6379 }], shown: 'redis://localhost:6379' }],
  ['redis://', { hosts: [{ host: 'localhost', port: 6379 }] }],
  [
    'redis://10.0.0.7:7000/3',
    { hosts: [{ host: '10.0.0.7', port: 7000 }], database: 3, shown: 'redis://10.0.0.7:7000/3' },
  ],
  ['redis://[::1]:7000', { hosts: [{ host: '::1', port: 7000 }], shown: 'redis://[::1]:7000' }],
  ['rediss://redis.example', { isEncrypted: true, isCluster: false }],
  [
    'rediss://redis.example?ca=%2Fetc%2Fca.pem&cert=a.pem&key=b.pem',
    { files: { ca: '/etc/ca.pem', cert: 'a.pem', key: 'b.pem' } },
  ],
  ['redis://:s3cret@localhost', { password: 's3cret', shown: 'redis://localhost:6379' }],
  ['redis://mock:p%40ss%2F1@localhost/1', { user: 'mock', password: 'p@ss/1', database: 1 }],
  ['redis://localhost?prefix=team-a:', { prefix: 'team-a:', database: 0 }],
  [
    'redis+cluster://mock:s3cret@a:7000,b,[::1]:7002?prefix=x',
    {
      isCluster: true,
      hosts: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 6379 },
        { host: '::1', port: 7002 },
      ],
      shown: 'redis+cluster://a:7000,b:6379,[::1]:7002',
    },
  ],
])('%s', (text, expected) => {
  expect(parseRedisUrl(text)).toMatchObject(expected);
});

test.each([
  ['http://localhost', 'has another scheme'],
  ['localhost:6379', 'has another scheme'],
  ['redis://s3cret@a,b', 'names several hosts'],
  ['redis://:s3cret@local host', 'has an invalid host or port'],
  ['redis://:s3cret@localhost:99999', 'has an invalid host or port'],
  ['redis://:s3cret@localhost/db', 'must end with the number of a database'],
  ['redis+cluster://:s3cret@localhost/1', 'names a database'],
  ['redis://:s3cret@localhost?prefx=a', 'may only have the parameter "prefix"'],
  ['redis://:s3cret@localhost?prefix={a}', 'has an invalid prefix'],
  ['redis://:s3cret@localhost?prefix=', 'has an invalid prefix'],
  ['rediss://:s3cret@localhost?cert=a.pem', 'needs both of the parameters cert and key'],
  ['redis://:s3cret@localhost?ca=a.pem', 'may only have the parameter "prefix", and with rediss://'],
  ['redis://:s3cret%zz@localhost', 'has an invalid password'],
])('%s is refused without its password', (text, reason) => {
  const parse = () => parseRedisUrl(text);
  expect(parse).toThrow(`The URL of --store ${reason}`);
  expect(parse).not.toThrow('s3cret');
});
