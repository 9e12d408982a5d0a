/** Files over data channels of their own. Imports meeting/, link/ and signaling/; loaded with the first file. */
export type {FileTransfer} from './file-transfer.js';
export type {FileBody, FileTransfers} from './file-transfers.js';
