// The users, in place of your own. Passwords are stored as scrypt hashes.
import {randomBytes, scrypt, timingSafeEqual} from 'node:crypto';
import {promisify} from 'node:util';

const hash = promisify(scrypt);

// Two users to try it: ann and ben, with a new password after each start. Replace them, and remove this.
if (process.env.NODE_ENV === 'production') {
  console.error('users.js contains only ann and ben, who are there to try it: replace them by your users.');
  process.exit(1);
}
const password = randomBytes(6).toString('hex');
console.log(`The password of ann and ben: ${password}`);
const users = new Map(
  await Promise.all(
    ['Ann', 'Ben'].map(async name => {
      const salt = randomBytes(16);
      return [name.toLowerCase(), {name, salt, password: await hash(password, salt, 32)}];
    }),
  ),
);

const nobody = {salt: Buffer.alloc(16), password: Buffer.alloc(32)};

/** The user with this name and password; undefined if there is none. */
export async function findUser(name, password) {
  const user = users.get(String(name).toLowerCase());
  // Takes as long for a name that does not exist.
  const {salt, password: wanted} = user ?? nobody;
  const given = await hash(String(password).slice(0, 200), salt, 32);
  return timingSafeEqual(given, wanted) ? user : undefined;
}
