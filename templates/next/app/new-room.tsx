'use client';
import {useRouter} from 'next/navigation';

/** Opens a room with a name that nobody can guess: whoever knows the link can join. */
export function NewRoom() {
  const router = useRouter();
  return (
    <button id="new-room" onClick={() => router.push(`/room/${crypto.randomUUID()}`)}>
      New room
    </button>
  );
}
