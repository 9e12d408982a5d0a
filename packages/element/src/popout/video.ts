import type {PopOutSource} from '../picture-in-picture.js';

/** Shows one video: the largest of somebody else, or else of myself. Returns a function that closes it. */
export async function openVideo({host, createError}: PopOutSource, onClose: () => void): Promise<() => void> {
  const {ownerDocument} = host;
  if (!ownerDocument.pictureInPictureEnabled) throw createError('not-supported');
  const playing = [...(host.shadowRoot?.querySelectorAll<HTMLVideoElement>('.tile video') ?? [])].filter(
    video => video.videoWidth > 0 && !video.classList.contains('blank'),
  );
  const others = playing.filter(video => video.classList.contains('remote'));
  const [video] = (others.length > 0 ? others : playing).toSorted((a, b) => area(b) - area(a));
  if (!video) throw createError('wrong-state', {detail: 'there is no video to show'});
  try {
    await video.requestPictureInPicture();
  } catch (cause) {
    throw createError('picture-in-picture-refused', {cause});
  }
  const onLeave = () => {
    video.removeEventListener('leavepictureinpicture', onLeave);
    onClose();
  };
  video.addEventListener('leavepictureinpicture', onLeave);
  return () => {
    onLeave();
    void ownerDocument.exitPictureInPicture().catch(() => {});
  };
}

const area = (video: HTMLVideoElement) => video.clientWidth * video.clientHeight;
