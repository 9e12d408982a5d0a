import {CallError, type ErrorCode} from '@rtc-call/engine';
import {CALL_PROBLEMS} from '@rtc-call/engine/problems';
import {describe, expect, it} from 'vitest';
import {errorStrings} from './errors.js';
import {addStrings, deviceTroubles, en, errorText, registerStrings, stringsFor} from './index.js';
import {viewStrings} from './views.js';

const error = (code: ErrorCode) => new CallError(code);

const {deviceErrors} = errorStrings;

describe('The strings', () => {
  it('use the error’s hint until the error texts are loaded', () => {
    expect(errorText(en, error('unauthorized'))).toBe(error('unauthorized').hint);
    expect(errorText(en, error('broker-unreachable'))).toBe('The call server doesn’t answer. Trying again…');
    addStrings(errorStrings);
    expect(errorText(en, error('unauthorized'))).toBe(errorStrings.errors.unauthorized);
  });

  it('are found by full tag, then by language, then in English', () => {
    registerStrings('xx', {join: 'Xoin'});
    expect(stringsFor('xx-YY').join).toBe('Xoin');
    expect(stringsFor('xx').leave).toBe(en.leave);
    expect(stringsFor('zz').join).toBe(en.join);
    expect(stringsFor('').join).toBe(en.join);
  });

  it('come in parts, which every language falls back to', () => {
    registerStrings('ww', {join: 'Woin'});
    registerStrings('en', {callButton: 'Ring'});
    addStrings(viewStrings);
    expect(stringsFor('ww')).toMatchObject({join: 'Woin'});
    expect(stringsFor('ww').rejoin).toBe(viewStrings.rejoin);
    expect(en.callButton).toBe('Ring');
  });

  it('can be changed one by one', () => {
    registerStrings('yy', {join: 'One'});
    registerStrings('YY', {leave: 'Two'});
    expect(stringsFor('yy')).toMatchObject({join: 'One', leave: 'Two'});
  });

  it('are another object after each change, also of the English behind them', () => {
    registerStrings('vv', {join: 'One'});
    const before = [stringsFor('vv'), stringsFor('en')];
    expect([stringsFor('vv'), stringsFor('en')]).toEqual(before);
    expect(stringsFor('vv')).toBe(before[0]);
    registerStrings('vv', {join: 'Two'});
    expect(stringsFor('vv')).not.toBe(before[0]);
    const between = stringsFor('vv');
    addStrings({muted: 'Muted'});
    expect(stringsFor('vv')).not.toBe(between);
    expect(stringsFor('en')).not.toBe(before[1]);
  });

  it('have one text if both devices have the same error', () => {
    expect(
      deviceTroubles(en, {camera: error('permission-denied'), microphone: error('permission-denied')}),
    ).toMatchObject([{text: deviceErrors['permission-denied']?.both}]);
  });

  it('have one text for each device otherwise', () => {
    expect(
      deviceTroubles(en, {camera: error('device-not-found'), microphone: error('device-in-use')}),
    ).toMatchObject([
      {text: deviceErrors['device-in-use']?.microphone},
      {text: deviceErrors['device-not-found']?.camera},
    ]);
    expect(deviceTroubles(en, {camera: null, microphone: null})).toEqual([]);
  });

  it('use the hint of an error that has no text', () => {
    expect(errorText(en, error('rate-limited'))).toBe(error('rate-limited').hint);
    expect(errorText(en, error('unauthorized'))).not.toBe(error('unauthorized').hint);
  });

  it.each(Object.entries(CALL_PROBLEMS))(
    'have words for %s, where the engine’s hint is not meant for visitors',
    (code, {fixedBy}) => {
      const isTitle = code in viewStrings.endTitles;
      const words = {...errorStrings.errors, ...en.errors}[code as ErrorCode];
      if (fixedBy !== 'visitor' && !isTitle) expect(words).toBeTruthy();
      expect(words ?? '').not.toMatch(/broker|token|JWT|--|docs\//);
      if (!words && !isTitle) expect(error(code as ErrorCode).hint).not.toMatch(/broker|token|JWT|--|docs\//);
    },
  );
});
