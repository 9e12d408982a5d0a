import type {FileTransfer} from '@rtc-call/engine';

/** A file that Ada offers me, unless something else is said. */
export const fileTransfer = (change: Partial<FileTransfer> = {}): FileTransfer => ({
  id: 'file-1',
  offer: change.id ?? 'file-1',
  time: Date.UTC(2026, 0, 5, 9, 33),
  peer: 'peer0',
  direction: 'receive',
  name: 'holiday.jpg',
  size: 2_400_000,
  type: 'image/jpeg',
  status: 'offered',
  transferred: 0,
  ...change,
});
