/** The script of the page that studio.ts opens. */
import {SCENES, show, withFrames} from '../../packages/element/src/testing/scenes/index.js';

/** What each theme shows in the scene `themes`, in which all of them are side by side. */
const SIDE_BY_SIDE = ['lobby-people', 'chat', 'people', 'ringing-seen', 'settings', 'five-people'];

/** Shows a scene; without a scene of that name, all `themes`. */
async function showScene(name: string, theme: string, themes: readonly string[]) {
  document.body.className = name;
  if (name !== 'themes') return void (await withFrames(await show(name, document.body, theme)));
  const places = ['', ...themes].map(() => document.createElement('div'));
  document.body.replaceChildren(...places);
  for (const [index, place] of places.entries())
    await withFrames(await show(SIDE_BY_SIDE[index]!, place, ['', ...themes][index]));
}

Object.assign(globalThis, {show: showScene, scenes: [...Object.keys(SCENES), 'themes']});
