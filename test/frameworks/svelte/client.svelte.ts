import {hydrate, mount, unmount} from 'svelte';
import {createFakeCall, start} from '../harness.js';
import Example from './example.svelte';

start((target, first) => {
  const props = $state({room: first, createCall: createFakeCall});
  const app = (target.firstChild ? hydrate : mount)(Example, {target, props});
  return {
    setRoom: next => (props.room = next),
    unmount: () => void unmount(app),
  };
});
