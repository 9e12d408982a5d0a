'use client';
import {useRouter} from 'next/navigation';
import {useSyncExternalStore} from 'react';
import {createRoom} from './host-keys';

const never = () => () => {};

/** Opens a room, whose host is this browser. */
export function NewRoom() {
  const router = useRouter();
  // The server's HTML is there before its scripts are, and until then a click would be lost.
  const isLoaded = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const open = async () => router.push(`/room/${encodeURIComponent(await createRoom())}`);
  return (
    <button id="new-room" disabled={!isLoaded} onClick={open}>
      New room
    </button>
  );
}
