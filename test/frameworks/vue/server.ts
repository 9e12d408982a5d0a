import {createSSRApp} from 'vue';
import {renderToString} from 'vue/server-renderer';
import Example from './example.vue';

export const render = (room: string) => renderToString(createSSRApp(Example, {room}));
