import {isPeerId} from '@rtc-call/engine/names';
import * as v from 'valibot';

export {isPeerId};

export const PeerId = v.custom<string>(isPeerId);

/** The address of the broker itself in our envelope. No valid peer id, so nobody can hold it. */
export const BROKER = '@broker';
