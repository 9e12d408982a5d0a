import {Component, CUSTOM_ELEMENTS_SCHEMA, input, signal} from '@angular/core';
import 'rtc-call';

/** Angular takes the types of events and of `#call` from the page's own types, which `rtc-call` extends. */
@Component({
  selector: 'app-example',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <rtc-call
      #call
      [room]="room()"
      display-name="Ann"
      [iceServers]="iceServers"
      class="call"
      style="height: 20rem"
      (rtc-state-change)="state.set($event.state)"
    />
    <button (click)="call.toggleMicrophone(false)">Mute</button>
    <output>{{ state() }}</output>
  `,
})
export class Example {
  readonly room = input('standup');
  readonly state = signal('');
  readonly iceServers = [{urls: 'stun:stun.example.com'}];
}
