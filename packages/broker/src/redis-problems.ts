/** What can be wrong with Redis, for the log, /health and `rtc-broker check`: a code, and who can do what about it. */
export const REDIS_PROBLEMS = {
  'redis-unreachable': {
    sentence: 'Redis can’t be reached',
    hint: 'Check that it runs, and the host and port in the option redis. The broker tries again.',
  },
  'redis-tls': {
    sentence: 'The TLS connection to Redis failed',
    hint: 'rediss:// is for TLS, redis:// without. A private authority’s certificate goes into NODE_EXTRA_CA_CERTS.',
  },
  'redis-wrong-password': {
    sentence: 'Redis refuses the password',
    hint: 'Put it into the option redis (redis://user:password@host) or redisPassword, and the user if there is one.',
  },
  'redis-no-permission': {
    sentence: 'This Redis user may not do what the broker needs',
    hint: 'ACL SETUSER … ~{rtc}:* &{rtc}:* +@all -@dangerous +info allows it, where rtc is the option redisPrefix.',
  },
  'redis-too-old': {
    sentence: 'This Redis is too old',
    hint: 'Update it to Redis 7 or later.',
  },
  'redis-evicts-keys': {
    sentence: 'This Redis drops keys when its memory is full, so people would lose their ids',
    hint: 'Set its maxmemory-policy to noeviction, or use a Redis of its own.',
  },
  'redis-other-release': {
    sentence: 'Brokers of a release that can’t share with this one use this Redis and prefix',
    hint: 'Stop them first, or give this broker another redisPrefix: its clients can’t reach theirs then.',
  },
  'redis-no-master': {
    sentence: 'No master was found',
    hint: 'Check the master’s name in the option redis, and the state of the Sentinels or of the cluster. The broker tries again.',
  },
  'redis-busy': {
    sentence: 'Redis does not answer yet',
    hint: 'It loads its data, fails over, or is overloaded. The broker waits.',
  },
  'redis-full': {
    sentence: 'The memory of Redis is full',
    hint: 'Raise its maxmemory, or find out what else fills it. The broker tries again.',
  },
  'redis-cant-save': {
    sentence: 'Redis takes no writes, because it can’t save to its disk',
    hint: 'Its log says why. The broker needs no snapshots: CONFIG SET save "" turns them off.',
  },
  'redis-error': {
    sentence: 'Redis replied with an error that the broker does not expect',
    hint: 'If it says nothing that you can change in Redis, please report it as a bug of the broker.',
  },
  'redis-comparing': {
    sentence: 'There is a connection to Redis, and the broker compares what it holds with it',
    hint: 'Nothing to do: this takes a few seconds at most.',
  },
  'redis-restoring': {
    sentence: 'Redis has lost its state, and the brokers restore it',
    hint: 'Nothing to do: this takes 12 s at most.',
  },
} as const;

export type RedisProblemCode = keyof typeof REDIS_PROBLEMS;

/** What does not keep a broker from using Redis, but is wrong: it is in the log, and not in /health. */
export const CLOCKS_DISAGREE = {
  code: 'clocks-disagree',
  sentence:
    'The clocks of this machine and of Redis disagree, so tokens and TURN credentials may expire too early',
  hint: 'Set both by NTP.',
} as const;
