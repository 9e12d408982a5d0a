import {StrictMode} from 'react';
import {createRoot, hydrateRoot} from 'react-dom/client';
import {createFakeCall, start} from '../harness.js';
import {Example} from './example.js';

const page = (room: string) => (
  <StrictMode>
    <Example room={room} createCall={createFakeCall} />
  </StrictMode>
);

start((container, room) => {
  const isRendered = container.firstChild !== null;
  const root = isRendered ? hydrateRoot(container, page(room)) : createRoot(container);
  if (!isRendered) root.render(page(room));
  return {
    setRoom: next => root.render(page(next)),
    unmount: () => root.unmount(),
  };
});
