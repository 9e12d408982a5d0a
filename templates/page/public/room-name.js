// Room names: easy to read aloud and impossible to guess, because anyone who knows the name can join.

// 64 words in each list: 6 bits each.
const ADJECTIVES = words(`
  able agile amber ample azure bold brave brief bright brisk calm candid civil clear clever cosy
  crisp curious daring deep eager early fair fancy fleet fresh gentle glad golden grand green happy
  honest humble jolly keen kind lively loyal lucky mellow merry mighty misty modest neat nimble noble
  patient plucky polite proud quick quiet rapid ready silent simple smart steady sunny tidy warm wise`);
const ANIMALS = words(`
  badger bear beaver bee bison camel cat cheetah cobra condor crane crow deer dingo dolphin dove
  duck eagle falcon ferret finch fox frog gecko goat goose gull hare hawk heron hippo horse
  ibis jaguar koala lark lemur lion llama lynx magpie mole moose newt octopus orca otter owl
  panda parrot pelican penguin puffin rabbit raven robin salmon seal swan tiger toad turtle whale wolf`);
const VERBS = words(`
  arrives asks bakes beams bows builds calls carves chats cheers climbs counts dances dives draws dreams
  drifts drums explores feasts finds flies floats glides glows grins hides hikes hops hums jumps juggles
  knits lands laughs leads leaps listens looks meets naps nods paints paddles plays reads rests rides
  rows runs sails shines sings skates skips sleeps smiles soars spins surfs swims waits wanders waves`);

// 32 characters: 5 bits each, without i, l, o and u, which are easily confused (Crockford's base 32).
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';
const SIGN_COUNT = 10;

/** A new name, such as `brave-otter-lands-k7m2q9x4tw`: 3 × 6 + 10 × 5 = 68 random bits. */
export function createRoomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(3 + SIGN_COUNT));
  // 64 and 32 divide 256, so all choices are equally likely.
  const [adjective, animal, verb] = [ADJECTIVES, ANIMALS, VERBS].map(
    (list, index) => list[bytes[index] % 64],
  );
  const signs = Array.from(bytes.subarray(3), byte => SIGNS[byte % 32]).join('');
  return `${adjective}-${animal}-${verb}-${signs}`;
}

function words(text) {
  return text.trim().split(/\s+/);
}
