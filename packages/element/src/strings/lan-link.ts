/** English of the waiting card on a page that only this computer can open. */
export const lanLinkStrings = {
  localOnly: 'This link works on this computer only. For others, start the server with --lan.',
  lanQrCode: 'QR code with the link to this call',
  lanHint: 'Scan this with a phone in the same network. It warns once that it doesn’t know this computer.',
};

export type LanLinkStrings = typeof lanLinkStrings;
