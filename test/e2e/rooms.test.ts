import {describe} from 'vitest';
import {test} from '../support/people.js';

describe('in a room', () => {
  test('two people in two browsers see and hear each other, not themselves', async ({open}) => {
    const red = await open('red', 'engine.html?room=duo');
    const blue = await open('blue', 'engine.html?room=duo');
    await Promise.all([red, blue].map(person => person.call(call => call.join('duo'))));
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });
});
