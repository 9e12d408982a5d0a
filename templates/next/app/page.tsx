import {NewRoom} from './new-room';

export default function Page() {
  return (
    <>
      <p>Open a room and send its link to the people you want to see.</p>
      <NewRoom />
    </>
  );
}
