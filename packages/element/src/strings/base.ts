import type {ErrorCode} from '@rtc-call/engine';

/** Texts for some of the codes. */
export type ByCode<Code extends string> = {readonly [code in Code]?: string};

/** English of the first load: what is said before, and without, anything else. */
export const base = {
  /** BCP 47 tag of the language of these texts. */
  tag: 'en',
  me: 'You',
  /** A caller, or the other person of a call of two, without a name. */
  someone: 'Someone',
  tryAgain: 'Try again',
  calling: (name: string) => `Calling ${name}…`,
  isCalling: (name: string) => `${name} is calling`,
  /** My video is shown to the person whom I call. */
  theySeeYou: (name: string) => `${name} can see you`,
  waitingTitle: 'You’re the only one here',
  linkCopied: 'Link copied',

  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',

  /** While I was in another call. */
  missedCall: (name: string) => `${name} tried to call you`,

  /**
   * Texts for visitors that replace the error's own hint; `{detail}` stands for the error's detail. The others are in
   * errors.ts; these are needed when nothing can be loaded.
   */
  errors: {
    'broker-unreachable': 'The call server doesn’t answer. Trying again…',
    'code-not-loaded': 'A part of this call couldn’t be loaded. Check your network, then try again.',
    'private-broker-unreachable':
      'The call server doesn’t answer. It’s on a local network: if your browser asks, or in the address bar, allow this site to access your local network. Trying again…',
  } as ByCode<ErrorCode>,
};

export type BaseStrings = typeof base;
