import {render as renderSvelte} from 'svelte/server';
import Example from './example.svelte';

export const render = (room: string) => renderSvelte(Example, {props: {room}}).body;
