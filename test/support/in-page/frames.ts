/** Records when frames were presented, for every `<video>` that ever had a stream, on any page. */

const shown = new WeakMap<MediaStream, number[]>();

/** Time in ms since the epoch, comparable between browsers on one machine. */
export const now = () => performance.timeOrigin + performance.now();

/** The times (`now()`) at which frames of `stream` were presented. */
export function framesOf(stream: MediaStream): readonly number[] {
  return shown.get(stream) ?? [];
}

function append(stream: MediaStream) {
  const frames = shown.get(stream) ?? [];
  shown.set(stream, frames);
  frames.push(now());
}

export function watchFrames() {
  const property = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')!;
  const watched = new WeakSet<HTMLVideoElement>();
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...property,
    set(this: HTMLMediaElement, stream: MediaStream | null) {
      property.set!.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || watched.has(this)) return;
      watched.add(this);
      const video = this as HTMLVideoElement;
      const note = () => {
        const current = property.get!.call(video) as MediaStream | null;
        if (current) append(current);
        video.requestVideoFrameCallback(note);
      };
      video.requestVideoFrameCallback(note);
    },
  });
}
