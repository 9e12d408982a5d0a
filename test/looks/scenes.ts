/** The script of the page that studio.ts opens. */
import {SCENES, show, withFrames} from '../../packages/element/src/testing/scenes/index.js';
import {LANGUAGES} from '../../packages/element/src/strings/languages.js';

/** What each theme shows in the scene `themes`, in which all of them are side by side. */
const THEMED = ['lobby-people', 'chat', 'people', 'ringing-seen', 'settings', 'five-people'];

/** The views with the longest texts, which each language shows side by side. */
const LONGEST = [
  'lobby-blocked',
  'lobby-settings',
  'host-person',
  'flow-page',
  'ringing-stranger',
  'waiting-local-only',
];

const LANGUAGE = 'language-';

/** Shows a scene; without a scene of that name, all `themes`, or the longest views of a language. */
async function showScene(name: string, theme: string, themes: readonly string[]) {
  const lang = name.startsWith(LANGUAGE) ? name.slice(LANGUAGE.length) : '';
  const ofBody = {lang, dir: lang === 'ar' ? 'rtl' : ''};
  for (const [attribute, value] of Object.entries(ofBody))
    if (value) document.body.setAttribute(attribute, value);
    else document.body.removeAttribute(attribute);
  document.body.className = lang ? 'themes' : name;
  if (name in SCENES) return void (await withFrames(await show(name, document.body, theme)));
  const classes = lang ? LONGEST.map(() => '') : ['', ...themes];
  const places = classes.map(() => document.createElement('div'));
  document.body.replaceChildren(...places);
  for (const [index, place] of places.entries())
    await withFrames(await show((lang ? LONGEST : THEMED)[index]!, place, classes[index]));
}

Object.assign(globalThis, {
  show: showScene,
  scenes: [...Object.keys(SCENES), 'themes', ...Object.keys(LANGUAGES).map(lang => `${LANGUAGE}${lang}`)],
});
