import {createApp, createSSRApp, h, ref} from 'vue';
import {createFakeCall, start} from '../harness.js';
import Example from './example.vue';

start((container, first) => {
  const room = ref(first);
  const page = {render: () => h(Example, {room: room.value, createCall: createFakeCall})};
  const app = container.firstChild ? createSSRApp(page) : createApp(page);
  app.mount(container);
  return {
    setRoom: next => (room.value = next),
    unmount: () => app.unmount(),
  };
});
