import {Call} from '../../call';

/** /room/standup is the room `standup`. */
export default async function Page({params}: {params: Promise<{name: string}>}) {
  const {name} = await params;
  return <Call room={decodeURIComponent(name)} />;
}
