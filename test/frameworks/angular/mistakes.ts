import {Component, CUSTOM_ELEMENTS_SCHEMA} from '@angular/core';
import 'rtc-call';

/** Each tag has one mistake, which the types find. Angular doesn't check the properties of custom elements. */
@Component({
  selector: 'app-mistakes',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <rtc-call (rtc-left)="show($event.state)" />
    <rtc-call (rtc-state-change)="show($event)" />
    <rtc-call #call (rtc-joined)="call.toggleMicrophon()" />
  `,
})
export class Mistakes {
  show(_text: string) {}
}
