/**
 * The check that a call is private, in one chunk: the dialog, its notices, the marks of people, and the switch that forgets
 * them. It imports nothing that the views import.
 */
import type {LitElement} from 'lit';
import type {VerificationUi} from '../context.js';
import type {ExtraWiring} from '../extras.js';
import {addIcons, icon} from '../icons.js';
import {addStrings} from '../strings/index.js';
import {verificationStrings} from '../strings/verification.js';
import {dialog} from './dialog.js';
import {forget} from './forget.js';
import {verificationIcons} from './icons.js';
import {mark} from './marks.js';
import {notice} from './notices.js';
import {VerificationState} from './state.js';

export {verificationStyles as styles} from '../styles/verification.js';

addStrings(verificationStrings);
addIcons(verificationIcons);

export class VerificationViews extends VerificationState implements VerificationUi {
  readonly mark = mark;
  readonly notice: VerificationUi['notice'] = context => notice(this, context);
  readonly dialog: VerificationUi['dialog'] = context => dialog(this, context);
  readonly forgetting: VerificationUi['forgetting'] = context => forget(this, context);
  readonly action: VerificationUi['action'] = ({id}, {strings}) => ({
    name: 'verify-button',
    drawing: icon('shieldCheck'),
    label: strings.verifyPerson,
    run: () => this.open(id),
  });
}

const all = new WeakMap<LitElement, VerificationViews>();

export function of(host: LitElement, wiring: ExtraWiring, lang?: string): VerificationViews | undefined {
  if (!all.has(host)) all.set(host, new VerificationViews(host, wiring));
  const views = all.get(host)!;
  return lang === undefined || views.isReady(lang) ? views : undefined;
}
