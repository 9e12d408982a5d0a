/** Which images are taken: every scene, and every pair of number of people, size and look, with as few images as that needs. */
import covertable from 'covertable';

/** Width and height in CSS pixels; `scale` is the ratio of device pixels. Phones have a touch screen. */
export const SIZES = {
  desktop: {width: 1280, height: 800, scale: 1},
  phone: {width: 360, height: 740, scale: 2},
  landscape: {width: 740, height: 360, scale: 2},
  tiny: {width: 240, height: 180, scale: 2},
  small: {width: 320, height: 240, scale: 2},
  '4k': {width: 3840, height: 2160, scale: 1},
} as const;

export const LOOKS = {
  light: {scheme: 'light', dir: 'ltr', isForced: false},
  dark: {scheme: 'dark', dir: 'ltr', isForced: false},
  rtl: {scheme: 'light', dir: 'rtl', isForced: false},
  forced: {scheme: 'dark', dir: 'ltr', isForced: true},
} as const;

export type Size = keyof typeof SIZES;
export type Look = keyof typeof LOOKS;

/** The themes of docs/gallery/themes. */
export const THEMES = ['paper', 'terminal', 'playful', 'corporate', 'brutalist'] as const;

export type Theme = (typeof THEMES)[number];

export interface Image {
  readonly scene: string;
  readonly size: Size;
  readonly look: Look;
  readonly theme?: Theme;
}

const SIZE_NAMES = Object.keys(SIZES) as Size[];
const LOOK_NAMES = Object.keys(LOOKS) as Look[];

/** Scenes that differ in the number of people only: `people-9`. */
const isAboutPeople = (scene: string) => /^people-\d+$/.test(scene);

/** What is taken of each theme. */
const THEMED: readonly Image[] = [
  {scene: 'lobby-people', size: 'desktop', look: 'light'},
  {scene: 'lobby-people', size: 'phone', look: 'dark'},
  {scene: 'chat', size: 'desktop', look: 'dark'},
  {scene: 'chat', size: 'phone', look: 'light'},
];

/** The images of all scenes. */
export function planOf(scenes: readonly string[]): Image[] {
  const people = scenes.filter(isAboutPeople);
  const others = scenes.filter(scene => !isAboutPeople(scene));
  const pairs = people.length > 0 ? covertable.make({scene: people, size: SIZE_NAMES, look: LOOK_NAMES}) : [];
  // Each theme on both, light and dark.
  const themed = THEMES.flatMap(theme =>
    THEMED.filter(({scene}) => scenes.includes(scene)).map((image): Image => ({...image, theme})),
  );
  // Every other scene on a desktop and on a phone, each in another look than the scene before, and now and then elsewhere.
  const rest = others.flatMap((scene, index): Image[] => [
    {scene, size: 'desktop', look: LOOK_NAMES[index % 4]!},
    {
      scene,
      size: index % 4 === 3 ? SIZE_NAMES[2 + ((index >> 2) % 4)]! : 'phone',
      look: LOOK_NAMES[(index + 1 + (index >> 4)) % 4]!,
    },
  ]);
  return [...pairs.map(pair => pair as unknown as Image), ...rest, ...themed];
}

/** Every scene in these sizes and looks. */
export const allOf = (scenes: readonly string[], sizes: readonly Size[], looks: readonly Look[]): Image[] =>
  scenes.flatMap(scene => sizes.flatMap(size => looks.map(look => ({scene, size, look}))));

export const nameOf = ({scene, size, look, theme}: Image) =>
  `${scene}.${size}-${look}${theme ? `-${theme}` : ''}`;
