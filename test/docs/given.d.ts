/** What the snippets of the docs take for granted: variables of an earlier snippet, and the reader's own code. */
import type {Broker, createBroker as CreateBroker} from '@rtc-call/broker';
import type {Call, Participant} from '@rtc-call/engine';
import type {Express} from 'express';
import type {RtcCall} from 'rtc-call';

interface User {
  readonly id: string;
  readonly name: string;
}

declare global {
  const createBroker: typeof CreateBroker;
  const app: Express;
  const broker: Broker;
  const call: RtcCall & Pick<Call, 'setViewHeight'>;
  const participant: Participant;
  const video: HTMLVideoElement;
  const secret: string;
  const user: User;
  /** The reader's login. */
  function findUser(request: unknown): Promise<User | undefined>;
  /** Document Picture-in-Picture, which TypeScript does not know yet. */
  const documentPictureInPicture: {
    requestWindow(options: {
      readonly width: number;
      readonly height: number;
    }): Promise<Window & typeof globalThis>;
  };
}
