import {StrictMode} from 'react';
import {renderToString} from 'react-dom/server';
import {Example} from './example.js';

export const render = (room: string) =>
  renderToString(
    <StrictMode>
      <Example room={room} />
    </StrictMode>,
  );
