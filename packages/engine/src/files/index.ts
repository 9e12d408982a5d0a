/** File transfers, each over its own data channel. Imports meeting/, link/ and signaling/; loaded with the first file. */
export type {FileTransfer} from './file-transfer.js';
export type {FileBody, FileTransfers} from './file-transfers.js';
