import type {Verification} from '@rtc-call/engine';
import {html, nothing} from 'lit';
import type {VerificationUi} from '../context.js';
import {icon, type IconName} from '../icons.js';
import type {Strings} from '../strings/index.js';

function meaning(
  {state, name}: Verification,
  displayName: string,
  strings: Strings,
): [IconName, string] | null {
  switch (state) {
    case 'verified':
      // Whoever was verified may show another name now.
      return ['shieldCheck', name && name !== displayName ? strings.verifiedAs(name) : strings.verified];
    case 'mismatch':
      return ['shieldAlert', strings.notPrivate];
    case 'changed':
      return ['shieldAlert', strings.keyChanged];
    case 'none':
    case 'impossible':
      return null;
  }
}

/** Beside the name of a person, not of their screen: whether it is proven that nobody is in between. */
export const mark: VerificationUi['mark'] = (person, {strings}) => {
  const {kind, displayName = '', verification} = person;
  if (!verification || kind === 'screen') return nothing;
  const found = meaning(verification, displayName, strings);
  if (!found) return nothing;
  const [drawing, label] = found;
  const {state} = verification;
  const sign = icon(drawing);
  return state === 'verified'
    ? html`<span class="mark" part="verified" role="img" aria-label=${label} title=${label}>${sign}</span>`
    : html`<span class="mark ${state}" part="unverified" role="img" aria-label=${label} title=${label}
        >${sign}</span
      >`;
};
